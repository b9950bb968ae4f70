const SITES = ['Bank', 'Löneportal', 'Fjärrstyrning', 'Webbhotell', 'Körjournal', 'Växel', 'Ärenden', 'Skatteverket'];
const FOLDERS = 20;

/** The same logins at each run, such as a customer has them. */
export const loginOf = (number) => {
  const place = (number * 7919) % 100_003;
  const site = SITES[place % SITES.length];
  return {
    ...{
      name: `${site} ${place}`,
      uri: `https://kund${place}.example/logga-in`,
      username: `anna.${place}@kund.example`,
    },
    ...{ password: `${(place * 104_729).toString(36)}-Kor&Hö, "${place}"`, folder: `Avdelning ${number % FOLDERS}` },
    notes: number % 3 ? '' : `Kontrakt ${place}\nRing växeln innan lösenordet byts, och fråga efter "Åsa".`,
  };
};

export const logins = (count) => Array.from({ length: count }, (_, number) => loginOf(number));

/** An export of LastPass that holds so many logins. */
export function exportOf(count) {
  const quoted = (text) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const lines = logins(count).map(({ uri, username, password, notes, name, folder }) =>
    [uri, username, password, '', notes, name, folder, '0'].map(quoted).join(),
  );
  return Buffer.from(`url,username,password,totp,extra,name,grouping,fav\n${lines.join('\n')}\n`);
}
