// The portal without event logs, to tell what they cost: only here can they be left out.
import { register } from 'node:module';

register('./lib/no-audit.js', import.meta.url);
await import('./app.js');
