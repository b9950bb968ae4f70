// The portal as it is, in a process of its own. With KEY_PAIRS=one every organization gets the same key pair, at no cost.
import { keepHeapSmall } from '../bin/lib/heap.js';
import { buildApp } from '../dist/app.js';
import { REAL } from '../dist/app.module.js';
import { readConfig } from '../dist/config.js';
import { openDataSource } from '../dist/database/data-source.js';
import { migrate } from '../dist/database/migrate.js';
import { ENTITIES } from '../dist/entities.js';

keepHeapSmall(); // as bin/start
const config = readConfig(process.env);
const dataSource = await openDataSource(config.databaseUrl, ENTITIES);
await migrate(dataSource);
const pair = process.env.KEY_PAIRS === 'one' && (await REAL.keyPairs.make());
const app = await buildApp(config, dataSource, pair ? { ...REAL, keyPairs: { make: async () => pair } } : REAL);
await app.listen(0, '127.0.0.1');
const MEMORY = {
  'resident memory': process.memoryUsage.rss,
  'peak memory': () => process.resourceUsage().maxRSS * 1024,
};
process.on('message', (question) => process.send(MEMORY[question]()));
process.on('disconnect', () => process.exit()); // with whoever measures
process.send(app.getHttpServer().address().port);
