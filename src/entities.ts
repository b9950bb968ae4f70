import { EmailChange } from './accounts/email-change.entity.js';
import { PasswordLink } from './accounts/password-link.entity.js';
import { RememberedBrowser } from './accounts/remembered-browser.entity.js';
import { Session } from './accounts/session.entity.js';
import { Throttle } from './accounts/throttle.entity.js';
import { TwoStepCode } from './accounts/two-step-code.entity.js';
import { UnfinishedSignIn } from './accounts/unfinished-sign-in.entity.js';
import { User } from './accounts/user.entity.js';
import { Event } from './audit/event.entity.js';
import { EventLog } from './audit/event-log.entity.js';
import { LogEntry } from './audit/log-entry.entity.js';
import { LogThread } from './audit/log-thread.entity.js';
import { Deletion } from './client-orgs/deletion.entity.js';
import { Departure } from './client-orgs/departure.entity.js';
import { Member } from './client-orgs/member.entity.js';
import { MemberClient } from './client-orgs/member-client.entity.js';
import { Organization } from './client-orgs/organization.entity.js';
import { SeatRequest } from './client-orgs/seat-request.entity.js';
import { Suspension } from './client-orgs/suspension.entity.js';
import { Visit } from './client-orgs/visit.entity.js';
import { Collection } from './collections/collection.entity.js';
import { GroupAccess } from './collections/group-access.entity.js';
import { MemberAccess } from './collections/member-access.entity.js';
import { Group } from './groups/group.entity.js';
import { GroupMember } from './groups/group-member.entity.js';
import { ImportCollection } from './import/import-collection.entity.js';
import { ImportPlace } from './import/import-place.entity.js';
import { Invitation } from './invitations/invitation.entity.js';
import { CollectionItem } from './items/collection-item.entity.js';
import { Import } from './items/import.entity.js';
import { Item } from './items/item.entity.js';
import { Replacement } from './items/replacement.entity.js';
import { Mail } from './mail/mail.entity.js';
import { StagedMember } from './members/staged-member.entity.js';
import { MemberUpload } from './members/upload.entity.js';
import { ChecklistMark } from './overview/checklist-mark.entity.js';
import { Addition } from './providers/addition.entity.js';
import { Provider } from './providers/provider.entity.js';
import { SeatChange } from './providers/seat-change.entity.js';
import { SeatPool } from './providers/seat-pool.entity.js';
import { SetupLink } from './providers/setup-link.entity.js';
import { FormUse } from './web/form-use.entity.js';

/** Every table that has an entity. */
export const ENTITIES = [
  User,
  Session,
  Throttle,
  EmailChange,
  PasswordLink,
  TwoStepCode,
  RememberedBrowser,
  UnfinishedSignIn,
  FormUse,
  SetupLink,
  Provider,
  SeatPool,
  SeatChange,
  Organization,
  Suspension,
  Deletion,
  SeatRequest,
  Departure,
  Visit,
  Member,
  MemberClient,
  Mail,
  Invitation,
  Collection,
  Group,
  GroupMember,
  MemberAccess,
  GroupAccess,
  MemberUpload,
  StagedMember,
  Import,
  ImportCollection,
  ImportPlace,
  Item,
  CollectionItem,
  Replacement,
  Event,
  EventLog,
  LogEntry,
  LogThread,
  Addition,
  ChecklistMark,
];
