import { headerOf } from './csv.js';
import type { Format, Head } from './format.js';
import { bitwardenCsv } from './formats/bitwarden-csv.js';
import { bitwardenJson } from './formats/bitwarden-json.js';
import { buttercupCsv } from './formats/buttercup-csv.js';
import { browsers } from './formats/chrome-csv.js';
import { dashlaneCsv } from './formats/dashlane-csv.js';
import { dashlaneJson } from './formats/dashlane-json.js';
import { delineaCsv } from './formats/delinea-csv.js';
import { enpassCsv } from './formats/enpass-csv.js';
import { enpassJson } from './formats/enpass-json.js';
import { firefoxCsv } from './formats/firefox-csv.js';
import { fSecureFsk } from './formats/fsecure-fsk.js';
import { keePass2Xml } from './formats/keepass2-xml.js';
import { keePassXCsv } from './formats/keepassx-csv.js';
import { keeperCsv } from './formats/keeper-csv.js';
import { keeperJson } from './formats/keeper-json.js';
import { lastPassCsv, passboltCsv } from './formats/lastpass-csv.js';
import { mykiCsv } from './formats/myki-csv.js';
import { netwrixCsv } from './formats/netwrix-csv.js';
import { nordPassCsv } from './formats/nordpass-csv.js';
import { onePassword1pif } from './formats/onepassword-1pif.js';
import { onePassword1pux } from './formats/onepassword-1pux.js';
import { onePasswordMacCsv, onePasswordWindowsCsv } from './formats/onepassword-csv.js';
import { passkyJson } from './formats/passky-json.js';
import { passwordXpCsv } from './formats/passwordxp-csv.js';
import { protonPass } from './formats/protonpass.js';
import { psonoJson } from './formats/psono-json.js';
import { passwordSafeXml } from './formats/pwsafe-xml.js';
import { roboFormCsv } from './formats/roboform-csv.js';
import { safariCsv } from './formats/safari-csv.js';
import { safeInCloudXml } from './formats/safeincloud-xml.js';
import { secureSafeCsv } from './formats/securesafe-csv.js';
import { stickyPasswordXml } from './formats/stickypassword-xml.js';
import { zohoVaultCsv } from './formats/zohovault-csv.js';

/** In the order in which a file is compared with them: the more a format shows, the earlier it stands. */
const BY_LIKENESS: Format[] = [
  passkyJson,
  psonoJson,
  onePassword1pux,
  onePassword1pif,
  protonPass,
  keeperJson,
  enpassJson,
  dashlaneJson,
  fSecureFsk,
  bitwardenJson,
  keePass2Xml,
  passwordSafeXml,
  stickyPasswordXml,
  safeInCloudXml,
  bitwardenCsv,
  lastPassCsv,
  passboltCsv,
  dashlaneCsv,
  onePasswordWindowsCsv,
  onePasswordMacCsv,
  nordPassCsv,
  roboFormCsv,
  firefoxCsv,
  zohoVaultCsv,
  buttercupCsv,
  netwrixCsv,
  passwordXpCsv,
  delineaCsv,
  mykiCsv,
  secureSafeCsv,
  safariCsv,
  keePassXCsv,
  ...browsers,
  enpassCsv,
  keeperCsv,
];

/** Every format that can be imported, by name: what the select on the page offers. */
export const FORMATS: readonly Format[] = [...BY_LIKENESS].sort((one, other) =>
  one.name.localeCompare(other.name, 'en'),
);

/** The format with this id, as the select on the page sends it; undefined where there is none. */
export const formatOf = (id: string): Format | undefined => FORMATS.find((format) => format.id === id);

const LOOKED_AT = 64 * 1024;

/** The format that a file shows itself to be of; some layouts are shared, so that it is a proposal. */
export function detectFormat(file: Uint8Array): Format | undefined {
  const head = headOf(file);
  return BY_LIKENESS.find((format) => format.detect(head));
}

function headOf(file: Uint8Array): Head {
  const text = Buffer.from(file.subarray(0, LOOKED_AT))
    .toString('utf8')
    .replace(/^\uFEFF/, '');
  const [line] = text.split(/[\r\n]/, 1);
  return { text, header: headerOf(line) };
}
