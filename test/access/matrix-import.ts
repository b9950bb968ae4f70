/** Routes of importing and exporting, as in `matrix.ts`: providers import, and export nothing. */
export const IMPORT = `
                                                               nobody stranger service admin   other invited accepted owner  both  manager user  custom  revoked
GET    /organizations/:orgId/import                            in     404      200     200     404   404     404      200    200   200     403   403     404
POST   /organizations/:orgId/import                            in     404      422     422     404   404     404      422    422   422     403   403     404
POST   /organizations/:orgId/import/requests                   in     404      422     422     404   404     404      422    422   422     403   403     404
GET    /organizations/:orgId/import/:importId                  in     404      200     200     404   404     404      200    200   200     403   403     404
POST   /organizations/:orgId/import/:importId/completion       in     404      422     422     404   404     404      422    422   422     403   403     404
DELETE /organizations/:orgId/import/:importId                  in     404      404     404     404   404     404      404    404   404     403   403     404
GET    /organizations/:orgId/import/:importId/undoing          in     404      200     200     404   404     404      200    200   422     403   403     404
POST   /organizations/:orgId/import/:importId/undoing          in     404      303     303     404   404     404      303    303   422     403   403     404
GET    /organizations/:orgId/export                            in     404      404     404     404   404     404      200    200   200     403   403     404
POST   /organizations/:orgId/export                            in     404      404     404     404   404     404      422    422   422     403   403     404
`;
