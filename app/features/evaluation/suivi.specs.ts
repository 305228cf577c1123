import type { EntitySpec } from '#app/platform/entity.server.ts'
import { indicateurSuiviInput, livraisonInput } from './suivi.schema.ts'

export const indicateurSuiviSpec = {
  entite: 'indicateur_suivi',
  table: 'indicateurSuivi',
  schema: indicateurSuiviInput,
  titre: ({ nom }) => nom,
} satisfies EntitySpec<typeof indicateurSuiviInput>

export const livraisonSpec = {
  entite: 'livraison',
  table: 'livraison',
  schema: livraisonInput,
  titre: ({ objet }) => objet.slice(0, 100),
} satisfies EntitySpec<typeof livraisonInput>
