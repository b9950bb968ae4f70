import type { ProviderMembership } from '../web/current.js';

/** A condition on organizations `o` of the provider, with its values: that this member works there. Empty for who works in all of them. */
export const worksIn = ({ chosenClients, memberId }: ProviderMembership): { where: string; values: string[] } =>
  chosenClients
    ? { where: 'AND o.id IN (SELECT organization_id FROM member_clients WHERE member_id = ?)', values: [memberId] }
    : { where: '', values: [] };
