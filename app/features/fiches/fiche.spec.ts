import type { EntitySpec, Link } from '#app/platform/entity.server.ts'
import { ficheRecord } from './fiche.schema.ts'

const link = (table: Link['table'], column: string): Link => ({ table, parent: 'ficheId', column })
const role = (name: 'operateur' | 'partenaire' | 'financeur'): Link => ({
  ...link('ficheOrganisation', 'organisationId'),
  fixed: { role: name },
})

/** How a fiche action is kept. */
export const ficheSpec = {
  entite: 'fiche',
  table: 'fiche',
  schema: ficheRecord,
  links: {
    autresAxeIds: link('ficheAxe', 'axeId'),
    themeIds: link('ficheTheme', 'themeId'),
    documentIds: link('ficheDocument', 'documentId'),
    communeCodes: link('ficheCommune', 'communeCode'),
    qpvCodes: link('ficheQpv', 'qpvCode'),
    operateurIds: role('operateur'),
    partenaireIds: role('partenaire'),
    financeurIds: role('financeur'),
  },
  titre: (values) => `${values.code} ${values.titre}`,
} satisfies EntitySpec<typeof ficheRecord>
