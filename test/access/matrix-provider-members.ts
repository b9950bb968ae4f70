/** The rows of a provider's own people; columns as in matrix.ts. */
export const PROVIDER_MEMBERS = `
GET    /providers/:providerId/members                          in     404      403     200     404   404     404      404    403   404     404   404     404
GET    /providers/:providerId/members/new                      in     404      403     200     404   404     404      404    403   404     404   404     404
POST   /providers/:providerId/members                          in     404      403     422     404   404     404      404    403   404     404   404     404
POST   /providers/:providerId/members/invitations              in     404      403     422     404   404     404      404    403   404     404   404     404
POST   /providers/:providerId/members/revocations              in     404      403     422     404   404     404      404    403   404     404   404     404
POST   /providers/:providerId/members/restorations             in     404      403     422     404   404     404      404    403   404     404   404     404
POST   /providers/:providerId/members/removals                 in     404      403     422     404   404     404      404    403   404     404   404     404
DELETE /providers/:providerId/members                          in     404      403     422     404   404     404      404    403   404     404   404     404
GET    /providers/:providerId/members/:memberId                in     404      403     404     404   404     404      404    403   404     404   404     404
PATCH  /providers/:providerId/members/:memberId                in     404      403     404     404   404     404      404    403   404     404   404     404
POST   /providers/:providerId/members/:memberId/invitation     in     404      403     404     404   404     404      404    403   404     404   404     404
GET    /providers/:providerId/members/:memberId/address        in     404      403     404     404   404     404      404    403   404     404   404     404
PATCH  /providers/:providerId/members/:memberId/address        in     404      403     404     404   404     404      404    403   404     404   404     404
DELETE /providers/:providerId/members/:memberId/acceptance     in     404      403     404     404   404     404      404    403   404     404   404     404
GET    /providers/:providerId/members/:memberId/confirmation   in     404      403     404     404   404     404      404    403   404     404   404     404
POST   /providers/:providerId/members/:memberId/confirmation   in     404      403     404     404   404     404      404    403   404     404   404     404
`;
