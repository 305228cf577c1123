/**
 * The official plan de comptes of the CERFA 12156, as data. A line keeps a key that says what it is, never its code:
 * two orders of the codes 87 exist (the form keeps the order from before the accounting regulation ANC 2018-06), and a
 * document prints the order it was made for.
 */

export type BudgetSens = 'charge' | 'produit'

export interface Compte {
  key: string
  sens: BudgetSens
  /** The group of two digits, or the block of the form. */
  groupe: string
  label: string
  /** The code printed, one per order where they differ. */
  code: string | Record<PlanOrdre, string>
}

/** `cerfa`: as printed on the form and in Dauphin; `anc_2018`: as the accounts of associations since 2020. */
export type PlanOrdre = 'cerfa' | 'anc_2018'

export const groupes: Record<string, { label: string; sens: BudgetSens; totalled: boolean }> = {
  '60': { label: '60 Achats', sens: 'charge', totalled: true },
  '61': { label: '61 Services extérieurs', sens: 'charge', totalled: true },
  '62': { label: '62 Autres services extérieurs', sens: 'charge', totalled: true },
  '63': { label: '63 Impôts et taxes', sens: 'charge', totalled: true },
  '64': { label: '64 Charges de personnel', sens: 'charge', totalled: true },
  '65-69': { label: '65 à 69 Autres charges', sens: 'charge', totalled: true },
  indirectes: { label: 'Charges indirectes affectées au projet', sens: 'charge', totalled: true },
  excedent: { label: 'Excédent prévisionnel', sens: 'charge', totalled: true },
  '86': { label: '86 Emplois des contributions volontaires en nature', sens: 'charge', totalled: false },
  '70': { label: '70 Ventes et prestations', sens: 'produit', totalled: true },
  '73': { label: '73 Dotations et produits de tarification', sens: 'produit', totalled: true },
  '74': { label: '74 Subventions d’exploitation', sens: 'produit', totalled: true },
  '75': { label: '75 Autres produits de gestion courante', sens: 'produit', totalled: true },
  '76-79': { label: '76 à 79 Autres produits', sens: 'produit', totalled: true },
  propres: { label: 'Ressources propres affectées au projet', sens: 'produit', totalled: true },
  insuffisance: { label: 'Insuffisance prévisionnelle', sens: 'produit', totalled: true },
  '87': { label: '87 Contributions volontaires en nature', sens: 'produit', totalled: false },
}

const line = (key: string, groupe: string, label: string, code: Compte['code'] = key): Compte => ({
  key,
  sens: groupes[groupe]?.sens ?? 'charge',
  groupe,
  label,
  code,
})

export const comptes: ReadonlyArray<Compte> = [
  line('60_fournitures', '60', 'Matières et fournitures', '601'),
  line('60_prestations', '60', 'Prestations de services', '604'),
  line('60_autres', '60', 'Autres fournitures', '606'),
  line('613', '61', 'Locations'),
  line('615', '61', 'Entretien et réparation'),
  line('616', '61', 'Assurance'),
  line('618', '61', 'Documentation'),
  line('622', '62', 'Rémunérations intermédiaires et honoraires'),
  line('623', '62', 'Publicité, publication'),
  line('625', '62', 'Déplacements, missions'),
  line('627', '62', 'Services bancaires, autres'),
  line('631', '63', 'Impôts et taxes sur rémunération'),
  line('635', '63', 'Autres impôts et taxes'),
  line('641', '64', 'Rémunération des personnels'),
  line('645', '64', 'Charges sociales'),
  line('647', '64', 'Autres charges de personnel'),
  line('65', '65-69', 'Autres charges de gestion courante'),
  line('66', '65-69', 'Charges financières'),
  line('67', '65-69', 'Charges exceptionnelles'),
  line('68', '65-69', 'Dotations aux amortissements, provisions et engagements à réaliser'),
  line('69', '65-69', 'Impôt sur les bénéfices, participation des salariés'),
  line('charges_fixes', 'indirectes', 'Charges fixes de fonctionnement', ''),
  line('frais_financiers', 'indirectes', 'Frais financiers', ''),
  line('autres_indirectes', 'indirectes', 'Autres', ''),
  line('excedent', 'excedent', 'Excédent prévisionnel', ''),
  line('secours', '86', 'Secours en nature', '860'),
  line('mise_a_disposition', '86', 'Mise à disposition gratuite de biens et de services', '861'),
  line('emploi_prestations', '86', 'Prestations', '862'),
  line('personnel_benevole', '86', 'Personnel bénévole', '864'),
  line('70', '70', 'Ventes de produits finis, prestations de services'),
  line('73', '73', 'Dotations et produits de tarification'),
  line('74_etat', '74', 'État', '74'),
  line('74_region', '74', 'Région', '74'),
  line('74_departement', '74', 'Département', '74'),
  line('74_epci', '74', 'Intercommunalité', '74'),
  line('74_commune', '74', 'Commune', '74'),
  line('74_social', '74', 'Organisme social (CAF…)', '74'),
  line('74_europe', '74', 'Fonds européens', '74'),
  line('74_emplois', '74', 'Agence de services et de paiement, emplois aidés', '74'),
  line('74_publics', '74', 'Autres établissements publics', '74'),
  line('74_prive', '74', 'Aides privées, fondations', '74'),
  line('756', '75', 'Cotisations'),
  line('758', '75', 'Dons manuels, mécénat'),
  line('75_autres', '75', 'Autres produits de gestion courante', '750'),
  line('76', '76-79', 'Produits financiers'),
  line('77', '76-79', 'Produits exceptionnels'),
  line('78', '76-79', 'Reprises sur amortissements et provisions'),
  line('789', '76-79', 'Report de ressources non utilisées'),
  line('79', '76-79', 'Transferts de charges'),
  line('ressources_propres', 'propres', 'Ressources propres affectées au projet', ''),
  line('insuffisance', 'insuffisance', 'Insuffisance prévisionnelle', ''),
  line('benevolat', '87', 'Bénévolat', { cerfa: '870', anc_2018: '875' }),
  line('prestations_en_nature', '87', 'Prestations en nature', '871'),
  line('dons_en_nature', '87', 'Dons en nature', { cerfa: '875', anc_2018: '870' }),
]

const byKey = new Map(comptes.map((its) => [its.key, its]))

export function compteOf(key: string): Compte | undefined {
  return byKey.get(key)
}

/** The code and words of a line: « 641 Rémunération des personnels ». */
export function compteLabel(key: string, ordre: PlanOrdre = 'cerfa'): string {
  const compte = byKey.get(key)
  return compte ? `${codeOf(compte, ordre)} ${compte.label}`.trim() : key
}

export function codeOf(compte: Compte, ordre: PlanOrdre = 'cerfa'): string {
  return typeof compte.code === 'string' ? compte.code : compte.code[ordre]
}

/** A line of account 74 names its funder. */
export function asksFunder(key: string): boolean {
  return byKey.get(key)?.groupe === '74'
}

/** Whether an amount of this account is public money. */
export function isPublicMoney(key: string): boolean {
  return asksFunder(key) && key !== '74_prive'
}

/** The account 74 under which a funder of this nature is written. */
export function compteOfNature(nature: string): string {
  return compteByNature[nature] ?? '74_publics'
}

const compteByNature: Record<string, string> = {
  etat: '74_etat',
  ars: '74_etat',
  education_nationale: '74_etat',
  justice: '74_etat',
  region: '74_region',
  departement: '74_departement',
  epci: '74_epci',
  commune: '74_commune',
  ccas: '74_commune',
  caf: '74_social',
  cpam: '74_social',
  association: '74_prive',
  entreprise: '74_prive',
  bailleur: '74_publics',
}

/** What the one-page form of a small fund shows of the plan. */
export const shortPlan: ReadonlyArray<string> = [
  '60_fournitures',
  '60_prestations',
  '613',
  '623',
  '625',
  '641',
  'personnel_benevole',
  '70',
  '756',
  '758',
  'ressources_propres',
  'benevolat',
]
