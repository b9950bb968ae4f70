/** Routes of items, as in `matrix.ts`: a provider member gets 404 at each of them (design §3). */
export const ITEMS = `
                                                               nobody stranger service admin   other invited accepted owner  both  manager user  custom  revoked
GET    /organizations/:orgId/items                             in     404      404     404     404   404     404      200    200   200     200   200     404
GET    /organizations/:orgId/items/new                         in     404      404     404     404   404     404      200    200   200     200   200     404
POST   /organizations/:orgId/items                             in     404      404     404     404   404     404      422    422   422     422   422     404
GET    /organizations/:orgId/items/:itemId                     in     404      404     404     404   404     404      200    200   200     404   404     404
GET    /organizations/:orgId/items/:itemId/edit                in     404      404     404     404   404     404      200    200   200     404   404     404
PATCH  /organizations/:orgId/items/:itemId                     in     404      404     404     404   404     404      422    422   422     404   404     404
POST   /organizations/:orgId/items/:itemId/copies              in     404      404     404     404   404     404      422    422   422     422   422     404
POST   /organizations/:orgId/items/:itemId/secrets/:secret     in     404      404     404     404   404     404      200    200   200     404   404     404
POST   /organizations/:orgId/items/moves/new                   in     404      404     404     404   404     404      422    422   422     422   422     404
POST   /organizations/:orgId/items/moves                       in     404      404     404     404   404     404      422    422   422     422   422     404
POST   /organizations/:orgId/items/trash                       in     404      404     404     404   404     404      422    422   422     422   422     404
DELETE /organizations/:orgId/items/trash                       in     404      404     404     404   404     404      422    422   422     422   422     404
POST   /organizations/:orgId/items/deletion                    in     404      404     404     404   404     404      422    422   422     422   422     404
DELETE /organizations/:orgId/items                             in     404      404     404     404   404     404      422    422   422     422   422     404
`;
