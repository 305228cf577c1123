/** The people of the demonstration: none exists. One account each, opened with a click in demo mode only. */
export const demoPersonas = [
  {
    code: 'direction',
    titre: 'Direction de la cohésion sociale',
    organisation: 'Valenciennes Métropole',
    nature: 'epci',
    role: 'direction',
  },
  {
    code: 'mission',
    titre: 'Chargé·e de mission',
    organisation: 'Valenciennes Métropole',
    nature: 'epci',
    role: 'charge_mission',
  },
  {
    code: 'ose',
    titre: 'Animation territoriale et OSE',
    organisation: 'Valenciennes Métropole',
    nature: 'epci',
    role: 'animation_ose',
  },
  {
    code: 'finances',
    titre: 'Administration et finances',
    organisation: 'Valenciennes Métropole',
    nature: 'epci',
    role: 'finances',
  },
  {
    code: 'commune-rurale',
    titre: 'Référent·e d’une commune rurale',
    organisation: 'Commune de Sebourg',
    nature: 'commune',
    role: 'referent_commune',
  },
  {
    code: 'commune-qpv',
    titre: 'Référent·e d’une commune avec QPV',
    organisation: 'Commune d’Anzin',
    nature: 'commune',
    role: 'referent_commune',
  },
  {
    code: 'etat',
    titre: 'Instructeur de l’État',
    organisation: 'Sous-préfecture de Valenciennes',
    nature: 'etat',
    role: 'instructeur',
  },
  {
    code: 'caf',
    titre: 'Instructeur de la CAF',
    organisation: 'CAF du Nord',
    nature: 'caf',
    role: 'instructeur',
  },
  {
    code: 'partenaire',
    titre: 'Partenaire',
    organisation: 'Mission locale (exemple)',
    nature: 'emploi',
    role: 'partenaire',
  },
  {
    code: 'porteur',
    titre: 'Porteur de projet',
    organisation: 'Association (exemple)',
    nature: 'association',
    role: 'porteur',
  },
  {
    code: 'conseil-citoyen',
    titre: 'Conseil citoyen',
    organisation: 'Conseil citoyen Dutemple (exemple)',
    nature: 'conseil_citoyen',
    role: 'conseil_citoyen',
  },
  {
    code: 'evaluateur',
    titre: 'Évaluateur extérieur',
    organisation: 'Cabinet d’évaluation (exemple)',
    nature: 'entreprise',
    role: 'evaluateur',
  },
] as const

export type DemoPersona = (typeof demoPersonas)[number]

export function demoEmail(code: DemoPersona['code']): string {
  return `${code}@demo.maillage.invalid`
}

/** Known to everybody: these accounts are made in demo mode only, and only there can they sign in with a click. */
export const DEMO_PASSWORD = 'demonstration-maillage'
