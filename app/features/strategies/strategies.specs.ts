import type { EntitySpec } from '#app/platform/entity.server.ts'
import { themeInput } from './axe.schema.ts'
import { avenantInput, documentInput, signataireInput } from './document.schema.ts'

/** How the records of this feature are kept. */
export const documentSpec = {
  entite: 'document',
  table: 'documentCadre',
  schema: documentInput,
  titre: (values) => values.titre,
} satisfies EntitySpec<typeof documentInput>

export const signataireSpec = {
  entite: 'signataire',
  table: 'signataire',
  schema: signataireInput,
  titre: (values) => `Signataire ${values.fonction}`.trim(),
} satisfies EntitySpec<typeof signataireInput>

export const avenantSpec = {
  entite: 'avenant',
  table: 'avenant',
  schema: avenantInput,
  titre: (values) => `Avenant : ${values.objet}`,
} satisfies EntitySpec<typeof avenantInput>

export const themeSpec = {
  entite: 'theme',
  table: 'themeTransversal',
  schema: themeInput,
  titre: (values) => values.nom,
} satisfies EntitySpec<typeof themeInput>
