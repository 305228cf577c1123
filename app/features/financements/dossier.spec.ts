import type { EntitySpec } from '#app/platform/entity.server.ts'
import { dossierInput } from './dossier.schema.ts'

export const dossierSpec = {
  entite: 'dossier',
  table: 'dossier',
  schema: dossierInput,
  links: {
    communeCodes: { table: 'dossierCommune', parent: 'dossierId', column: 'communeCode' },
    qpvCodes: { table: 'dossierQpv', parent: 'dossierId', column: 'qpvCode' },
  },
  titre: (values) => values.titre || 'Dossier sans titre',
} satisfies EntitySpec<typeof dossierInput>
