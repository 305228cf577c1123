import type { Tone } from '#app/ui/page.tsx'

export const dossierEtats = {
  brouillon: 'Brouillon',
  a_signer: 'À signer',
  depose: 'Déposé',
  incomplet: 'Incomplet',
  complet: 'Complet',
  recevable: 'Recevable',
  irrecevable: 'Irrecevable',
  retire: 'Retiré',
} as const
export type DossierEtat = keyof typeof dossierEtats

export const dossierTones: Record<DossierEtat, Tone> = {
  brouillon: 'neutral',
  a_signer: 'ochre',
  depose: 'brand',
  incomplet: 'ochre',
  complet: 'brand',
  recevable: 'green',
  irrecevable: 'red',
  retire: 'neutral',
}

export const portees = {
  territoire: 'Tout le territoire',
  communes: 'Certaines communes',
  qpv: 'Des quartiers prioritaires',
} as const

export const tranches = {
  '0_5': '0 à 5 ans',
  '6_11': '6 à 11 ans',
  '12_15': '12 à 15 ans',
  '16_17': '16 et 17 ans',
  '18_25': '18 à 25 ans',
  '26_59': '26 à 59 ans',
  '60_plus': '60 ans et plus',
} as const
export type Tranche = keyof typeof tranches

/** What the legal representative attests, each text with its version: a new wording is a new version. */
export const attestations = {
  representant: {
    version: '2026-1',
    text: 'Je suis le représentant légal de la structure, ou j’ai reçu délégation pour signer (délégation jointe).',
  },
  obligations: {
    version: '2026-1',
    text: 'La structure est à jour de ses obligations administratives, comptables, sociales et fiscales.',
  },
  engagement_republicain: {
    version: '2021-1947',
    text: 'La structure souscrit le contrat d’engagement républicain annexé au décret n° 2021-1947 du 31 décembre 2021.',
  },
  exactitude: {
    version: '2026-1',
    text: 'Les informations du dossier, dont les autres demandes de subvention, sont exactes et sincères.',
  },
  charte: {
    version: '2014-02-14',
    text: 'La structure respecte la charte des engagements réciproques du 14 février 2014.',
  },
} as const
export type Attestation = keyof typeof attestations
