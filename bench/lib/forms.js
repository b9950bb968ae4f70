import { randomUUID } from 'node:crypto';

/** Sends forms, or a file alone, as this person's browser does. @returns the answer; where it leads to is not followed */
export const formsOf =
  ({ port }, { cookie }) =>
  async (path, fields) => {
    const body = fields instanceof FormData || fields instanceof Uint8Array ? fields : new URLSearchParams(fields);
    const headers = { cookie, 'sec-fetch-site': 'same-origin' };
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
      method: 'POST',
      redirect: 'manual',
      headers,
      body,
    });
    if (answer.status >= 400) throw new Error(`${path} answered ${answer.status}`);
    return answer;
  };

/** “Add organization”. @returns its address */
export async function startClient(post, { path }, name) {
  const formId = randomUUID();
  const fields = { formId, plan: 'teams', name, email: `vd@${formId}.example`, seats: '2000' };
  const answer = await post(path, { ...fields, reference: '', locale: 'sv', timeZone: 'Europe/Stockholm' });
  return answer.headers.get('location');
}
