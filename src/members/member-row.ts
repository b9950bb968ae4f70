import type { MemberStatus, Trouble } from '../client-orgs/member.entity.js';
import type { OrganizationRole, ProviderRole } from '../web/rights.js';

/** A member as the list reads them, with what is known of the last invitation. */
export interface MemberRow {
  id: string;
  userId: string | null;
  name: string;
  email: string;
  role: OrganizationRole | ProviderRole;
  chosenClients: number;
  status: MemberStatus;
  trouble: Trouble | null;
  confirmedAt: Date | null;
  renewedAt: Date | null;
  twoStepAt: Date | null;
  expiresAt: Date | null;
  mailState: string | null;
  answer: string | null;
}
