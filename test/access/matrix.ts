import { IMPORT } from './matrix-import.js';
import { ITEMS } from './matrix-items.js';
import { PROVIDER_MEMBERS } from './matrix-provider-members.js';
import { ROLES, type Role } from './people.js';

/**
 * Who gets which answer at every route. `in` is "sign in first". What changes something is sent without any field, so that 422 means
 * "you may, but fill in the form"; 303 is done, or led on.
 */
const TABLE = `
                                                               nobody stranger service admin   other invited accepted owner  both  manager user  custom  revoked
GET    /                                                       in     303      303     303     303   303     303      303    303   303     303   303     303
GET    /healthz                                                200    200      200     200     200   200     200      200    200   200     200   200     200
GET    /readyz                                                 200    200      200     200     200   200     200      200    200   200     200   200     200
GET    /metrics                                                200    200      200     200     200   200     200      200    200   200     200   200     200

GET    /sign-in                                                200    303      303     303     303   303     303      303    303   303     303   303     303
POST   /sign-in                                                422    422      422     422     422   422     422      422    422   422     422   422     422
GET    /sign-in/two-step                                       in     in       in      in      in    in      in       in     in    in      in    in      in
POST   /sign-in/two-step                                       422    422      422     422     422   422     422      422    422   422     422   422     422
GET    /forgotten-password                                     200    200      200     200     200   200     200      200    200   200     200   200     200
POST   /forgotten-password                                     422    422      422     422     422   422     422      422    422   422     422   422     422
GET    /key-renewal                                            404    404      404     404     404   404     404      404    404   404     404   404     404
POST   /key-renewal                                            404    404      404     404     404   404     404      404    404   404     404   404     404
GET    /key-renewal/:token                                     404    404      404     404     404   404     404      404    404   404     404   404     404
GET    /unlock                                                 in     200      200     200     200   200     200      200    200   200     200   200     200
POST   /unlock                                                 in     422      422     422     422   422     422      422    422   422     422   422     422
GET    /account                                                in     200      200     200     200   200     200      200    200   200     200   200     200
PATCH  /account                                                in     422      422     422     422   422     422      422    422   422     422   422     422
GET    /account/email                                          in     200      200     200     200   200     200      200    200   200     200   200     200
POST   /account/email                                          in     422      422     422     422   422     422      422    422   422     422   422     422
GET    /account/email/changes/:token                           404    404      404     404     404   404     404      404    404   404     404   404     404
GET    /account/email/change                                   404    404      404     404     404   404     404      404    404   404     404   404     404
POST   /account/email/change                                   404    404      404     404     404   404     404      404    404   404     404   404     404
GET    /account/email/undo/:token                              404    404      404     404     404   404     404      404    404   404     404   404     404
GET    /account/email/undo                                     404    404      404     404     404   404     404      404    404   404     404   404     404
POST   /account/email/undo                                     404    404      404     404     404   404     404      404    404   404     404   404     404
GET    /account/password                                       in     200      200     200     200   200     200      200    200   200     200   200     200
PATCH  /account/password                                       in     422      422     422     422   422     422      422    422   422     422   422     422
GET    /account/sessions                                       in     200      200     200     200   200     200      200    200   200     200   200     200
DELETE /account/sessions                                       in     303      303     303     303   303     303      303    303   303     303   303     303
DELETE /account/sessions/:session                              in     404      404     404     404   404     404      404    404   404     404   404     404
GET    /account/two-step                                       in     200      200     200     200   200     200      200    200   200     200   200     200
DELETE /account/two-step                                       in     422      422     422     422   422     422      422    422   422     422   422     422
GET    /account/two-step/authenticator/new                     in     200      200     200     200   200     200      200    200   200     200   200     200
POST   /account/two-step/authenticator                         in     422      422     422     422   422     422      422    422   422     422   422     422
GET    /account/two-step/recovery-codes                        in     303      303     303     303   303     303      303    303   303     303   303     303
POST   /account/two-step/recovery-codes                        in     422      422     422     422   422     422      422    422   422     422   422     422
POST   /account/two-step/recovery-codes/receipt                in     303      303     303     303   303     303      303    303   303     303   303     303
DELETE /account/two-step/browsers                              in     303      303     303     303   303     303      303    303   303     303   303     303
DELETE /account/two-step/browsers/:browserId                   in     404      404     404     404   404     404      404    404   404     404   404     404
GET    /account/events                                         in     200      200     200     200   200     200      200    200   200     200   200     200
GET    /account/events/export.csv                              in     200      200     200     200   200     200      200    200   200     200   200     200
GET    /account/events/export.jsonl                            in     200      200     200     200   200     200      200    200   200     200   200     200
POST   /account/events/verification                            in     303      303     303     303   303     303      303    303   303     303   303     303
GET    /setup                                                  404    404      404     404     404   404     404      404    404   404     404   404     404
POST   /setup                                                  404    404      404     404     404   404     404      404    404   404     404   404     404
GET    /setup/:token                                           404    404      404     404     404   404     404      404    404   404     404   404     404
GET    /invitation                                             404    404      404     404     404   404     404      404    404   404     404   404     404
POST   /invitation                                             404    404      404     404     404   404     404      404    404   404     404   404     404
GET    /invitations/:token                                     404    404      404     404     404   404     404      404    404   404     404   404     404
POST   /invitation/account                                     404    404      404     404     404   404     404      404    404   404     404   404     404
POST   /invitation/acceptance                                  in     404      404     404     404   404     404      404    404   404     404   404     404
GET    /invitation/accepted                                    in     200      200     200     200   200     200      200    200   200     200   200     200
GET    /outbox                                                 404    404      404     200     200   404     404      404    404   404     404   404     404
GET    /outbox/:mailId                                         404    404      404     200     404   404     404      404    404   404     404   404     404
GET    /outbox/:mailId/html                                    404    404      404     200     404   404     404      404    404   404     404   404     404
GET    /outbox/open/:token                                     404    404      404     404     404   404     404      404    404   404     404   404     404

GET    /providers/:providerId/clients                          in     404      200     200     404   404     404      404    200   404     404   404     404
GET    /providers/:providerId/clients/export.csv               in     404      200     200     404   404     404      404    200   404     404   404     404
GET    /providers/:providerId/clients/new                      in     404      403     200     404   404     404      404    403   404     404   404     404
POST   /providers/:providerId/clients                          in     404      403     422     404   404     404      404    403   404     404   404     404
GET    /providers/:providerId/clients/:orgId/edit              in     404      200     200     404   404     404      404    200   404     404   404     404
PATCH  /providers/:providerId/clients/:orgId                   in     404      422     422     404   404     404      404    422   404     404   404     404
GET    /providers/:providerId/clients/:orgId/plan/edit         in     404      200     200     404   404     404      404    200   404     404   404     404
PATCH  /providers/:providerId/clients/:orgId/plan              in     404      422     422     404   404     404      404    422   404     404   404     404
GET    /providers/:providerId/clients/:orgId/deletion/new      in     404      403     200     404   404     404      404    403   404     404   404     404
POST   /providers/:providerId/clients/:orgId/deletion          in     404      403     422     404   404     404      404    403   404     404   404     404
DELETE /providers/:providerId/clients/:orgId/deletion          in     404      403     303     404   404     404      404    403   404     404   404     404
GET    /providers/:providerId/clients/:orgId/suspension/new    in     404      403     200     404   404     404      404    403   404     404   404     404
POST   /providers/:providerId/clients/:orgId/suspension        in     404      403     422     404   404     404      404    403   404     404   404     404
DELETE /providers/:providerId/clients/:orgId/suspension        in     404      403     303     404   404     404      404    403   404     404   404     404
GET    /providers/:providerId/clients/:orgId/release/new       in     404      403     200     404   404     404      404    403   404     404   404     404
POST   /providers/:providerId/clients/:orgId/release           in     404      403     422     404   404     404      404    403   404     404   404     404
DELETE /providers/:providerId/clients/:orgId/release           in     404      403     303     404   404     404      404    403   404     404   404     404
GET    /providers/:providerId/additions                        in     404      403     200     404   404     404      404    403   404     404   404     404
POST   /providers/:providerId/additions                        in     404      403     422     404   404     404      404    403   404     404   404     404
GET    /providers/:providerId/additions/:additionId            in     404      403     404     404   404     404      404    403   404     404   404     404
DELETE /providers/:providerId/additions/:additionId            in     404      403     404     404   404     404      404    403   404     404   404     404
POST   /providers/:providerId/additions/:additionId/client     in     404      403     404     404   404     404      404    403   404     404   404     404
GET    /providers/:providerId/recovery-code                    in     404      403     200     404   404     404      404    403   404     404   404     404
POST   /providers/:providerId/recovery-code                    in     404      403     303     404   404     404      404    403   404     404   404     404
POST   /providers/:providerId/recovery-code/receipt            in     404      403     422     404   404     404      404    403   404     404   404     404
GET    /providers/:providerId/seats                            in     404      403     200     404   404     404      404    403   404     404   404     404
GET    /providers/:providerId/seat-requests                    in     404      200     200     404   404     404      404    200   404     404    404     404
POST   /providers/:providerId/clients/:orgId/seat-request/grant in     404      422     422     404   404     404      404    422   404     404    404     404
POST   /providers/:providerId/clients/:orgId/seat-request/refusal in     404      422     422     404   404     404      404    422   404     404    404     404
GET    /providers/:providerId/events                           in     404      403     200     404   404     404      404    403   404     404   404     404
GET    /providers/:providerId/events/export.csv                in     404      403     200     404   404     404      404    403   404     404   404     404
GET    /providers/:providerId/events/export.jsonl              in     404      403     200     404   404     404      404    403   404     404   404     404
POST   /providers/:providerId/events/verification              in     404      403     303     404   404     404      404    403   404     404   404     404
GET    /providers/:providerId/statements/:month                in     404      403     200     404   404     404      404    403   404     404   404     404
GET    /providers/:providerId/statements/:month/export.csv     in     404      403     200     404   404     404      404    403   404     404   404     404
POST   /providers/:providerId/two-step-requirement             in     404      403     303     404   404     404      404    403   404     404   404     404
DELETE /providers/:providerId/two-step-requirement             in     404      403     303     404   404     404      404    403   404     404   404     404
GET    /providers/:providerId/settings                         in     404      403     200     404   404     404      404    403   404     404   404     404
PATCH  /providers/:providerId/settings                         in     404      403     422     404   404     404      404    403   404     404   404     404

GET    /organizations/:orgId                                   in     404      200     200     404   404     404      200    200   200     200   200     404
GET    /organizations/:orgId/provider                          in     404      403     403     404   404     404      200    200   200     403   403     404
GET    /organizations/:orgId/departure                         in     404      403     403     404   404     404      200    200   403     403   403     404
POST   /organizations/:orgId/departure                         in     404      403     403     404   404     404      422    422   403     403   403     404
POST   /organizations/:orgId/departure/confirmation            in     404      403     403     404   404     404      422    422   403     403   403     404
DELETE /organizations/:orgId/departure                         in     404      403     403     404   404     404      303    303   403     403   403     404
GET    /organizations/:orgId/additions/:additionId             in     404      403     403     404   404     404      404    404   403     403   403     404
DELETE /organizations/:orgId/additions/:additionId             in     404      403     403     404   404     404      404    404   403     403   403     404
POST   /organizations/:orgId/additions/:additionId/agreement   in     404      403     403     404   404     404      404    404   403     403   403     404
PATCH  /organizations/:orgId/provider                          in     404      403     403     404   404     404      422    422   403     403   403     404
GET    /organizations/:orgId/events                            in     404      200     200     404   404     404      200    200   200     403   403     404
GET    /organizations/:orgId/events/export.csv                 in     404      200     200     404   404     404      200    200   200     403   403     404
GET    /organizations/:orgId/events/export.jsonl               in     404      200     200     404   404     404      200    200   200     403   403     404
POST   /organizations/:orgId/events/verification               in     404      303     303     404   404     404      303    303   303     403   403     404
GET    /organizations/:orgId/vault                             in     404      200     200     404   404     404      200    200   200     200   200     404
GET    /organizations/:orgId/collections/export.csv            in     404      200     200     404   404     404      200    200   200     200   200     404
GET    /organizations/:orgId/collections/new                   in     404      200     200     404   404     404      200    200   200     403   403     404
POST   /organizations/:orgId/collections                       in     404      422     422     404   404     404      422    422   422     403   403     404
GET    /organizations/:orgId/collections/:collectionId/edit    in     404      200     200     404   404     404      200    200   200     404   403     404
PATCH  /organizations/:orgId/collections/:collectionId         in     404      422     422     404   404     404      422    422   422     404   403     404
GET    /organizations/:orgId/collections/:collectionId/access  in     404      200     200     404   404     404      200    200   200     404   403     404
PATCH  /organizations/:orgId/collections/:collectionId/access  in     404      422     422     404   404     404      422    422   422     404   403     404
POST   /organizations/:orgId/collections/access/new            in     404      422     422     404   404     404      422    422   422     422   422     404
PATCH  /organizations/:orgId/collections/access                in     404      422     422     404   404     404      422    422   422     422   422     404
POST   /organizations/:orgId/collections/deletion              in     404      422     422     404   404     404      422    422   422     422   422     404
DELETE /organizations/:orgId/collections                       in     404      422     422     404   404     404      422    422   422     422   422     404
GET    /organizations/:orgId/groups                            in     404      200     200     404   404     404      200    200   200     403   200     404
GET    /organizations/:orgId/groups/export.csv                 in     404      200     200     404   404     404      200    200   200     403   200     404
GET    /organizations/:orgId/groups/new                        in     404      200     200     404   404     404      200    200   200     403   200     404
POST   /organizations/:orgId/groups                            in     404      422     422     404   404     404      422    422   422     403   422     404
GET    /organizations/:orgId/groups/:groupId/edit              in     404      200     200     404   404     404      200    200   200     403   200     404
PATCH  /organizations/:orgId/groups/:groupId                   in     404      422     422     404   404     404      422    422   422     403   422     404
POST   /organizations/:orgId/groups/deletion                   in     404      422     422     404   404     404      422    422   422     403   422     404
DELETE /organizations/:orgId/groups                            in     404      422     422     404   404     404      422    422   422     403   422     404
GET    /organizations/:orgId/groups/:groupId/members           in     404      200     200     404   404     404      200    200   200     403   200     404
POST   /organizations/:orgId/groups/:groupId/members           in     404      303     303     404   404     404      303    303   303     403   303     404
DELETE /organizations/:orgId/groups/:groupId/members           in     404      422     422     404   404     404      422    422   422     403   422     404
GET    /organizations/:orgId/access                            in     404      200     200     404   404     404      200    200   200     403   200     404
PATCH  /organizations/:orgId/access                            in     404      303     303     404   404     404      303    303   303     403   303     404
GET    /organizations/:orgId/access/starter                    in     404      200     200     404   404     404      200    200   200     403   200     404
POST   /organizations/:orgId/access/starter                    in     404      422     422     404   404     404      422    422   422     403   422     404
GET    /organizations/:orgId/settings                          in     404      403     200     404   404     404      200    200   403     403   403     404
PATCH  /organizations/:orgId/settings                          in     404      403     303     404   404     404      303    303   403     403   403     404
POST   /organizations/:orgId/steps/:step/mark                  in     404      303     303     404   404     404      303    303   303     403   403     404
DELETE /organizations/:orgId/steps/:step/mark                  in     404      303     303     404   404     404      303    303   303     403   403     404
GET    /organizations/:orgId/members                           in     404      200     200     404   404     404      200    200   200     403    200     404
GET    /organizations/:orgId/members/export.csv                in     404      200     200     404   404     404      200    200   200     403    200     404
GET    /organizations/:orgId/members/new                       in     404      200     200     404   404     404      200    200   200     403    200     404
POST   /organizations/:orgId/members                           in     404      422     422     404   404     404      422    422   422     403    422     404
POST   /organizations/:orgId/members/invitations               in     404      422     422     404   404     404      422    422   422     403    422     404
GET    /organizations/:orgId/members/uploads/new               in     404      200     200     404   404     404      200    200   200     403    200     404
POST   /organizations/:orgId/members/uploads                   in     404      422     422     404   404     404      422    422   422     403    422     404
GET    /organizations/:orgId/members/uploads/:uploadId         in     404      200     200     404   404     404      200    200   200     403    200     404
GET    /organizations/:orgId/seat-requests/new                 in     404      403     403     404   404     404      200    200   403     403    403     404
POST   /organizations/:orgId/seat-requests                     in     404      403     403     404   404     404      422    422   403     403    403     404
DELETE /organizations/:orgId/seat-requests                     in     404      403     403     404   404     404      303    303   403     403    403     404
GET    /organizations/:orgId/members/:memberId/address         in     404      403     200     404   404     404      200    200   403     403    403     404
PATCH  /organizations/:orgId/members/:memberId/address         in     404      403     422     404   404     404      422    422   403     403    403     404
POST   /organizations/:orgId/members/:memberId/invitation      in     404      403     303     404   404     404      303    303   403     403    403     404
DELETE /organizations/:orgId/members/:memberId/acceptance      in     404      403     422     404   404     404      422    422   403     403    403     404
GET    /organizations/:orgId/members/:memberId/confirmation    in     404      422     422     404   404     404      422    422   422     403   422     404
POST   /organizations/:orgId/members/:memberId/confirmation    in     404      422     422     404   404     404      422    422   422     403   422     404
GET    /organizations/:orgId/members/:memberId                 in     404      200     200     404   404     404      200    200   200     403   200     404
PATCH  /organizations/:orgId/members/:memberId                 in     404      422     422     404   404     404      422    422   422     403   422     404
POST   /organizations/:orgId/members/confirmations/new         in     404      422     422     404   404     404      422    422   422     403   422     404
POST   /organizations/:orgId/members/confirmations             in     404      422     422     404   404     404      422    422   422     403   422     404
POST   /organizations/:orgId/members/revocations               in     404      422     422     404   404     404      422    422   422     403   422     404
POST   /organizations/:orgId/members/restorations              in     404      422     422     404   404     404      422    422   422     403   422     404
POST   /organizations/:orgId/members/removals                  in     404      422     422     404   404     404      422    422   422     403   422     404
DELETE /organizations/:orgId/members                           in     404      422     422     404   404     404      422    422   422     403   422     404
GET    /organizations/:orgId/membership/deletion               in     404      404     404     404   404     404      200    200   200     200   200     404
DELETE /organizations/:orgId/membership                        in     404      404     404     404   404     404      303    422   303     303   303     404

POST   /sign-out                                               in     in       in      in      in    in      in       in     in    in      in    in      in
`;

export interface Expected {
  method: string;
  path: string;
  answers: Record<Role, string>;
}

export const MATRIX: Expected[] = (ITEMS + IMPORT + PROVIDER_MEMBERS + TABLE)
  .split('\n')
  .filter((line) => /^[A-Z]/.test(line))
  .map((line) => {
    const [method, path, ...answers] = line.split(/\s+/);
    return { method, path, answers: Object.fromEntries(ROLES.map((role, i) => [role, answers[i]])) as never };
  });
