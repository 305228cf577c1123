/**
 * The one closed list of what can be done, and what each role may do of it. Pure: the command, the button and
 * the page « Rôles et droits » read the same table. Nothing is allowed that is not written here.
 */

export const operations = {
  'territoire.lire': 'Voir le territoire, ses communes et ses quartiers',
  'territoire.modifier': 'Modifier les communes, les quartiers, les périmètres',
  'organisations.lire': 'Voir l’annuaire des organisations',
  'organisations.modifier': 'Créer et corriger des organisations',
  'organisations.fusionner': 'Fusionner des organisations en double, et annuler une fusion',
  'personnes.lire': 'Voir les coordonnées professionnelles des personnes',
  'comptes.gerer': 'Inviter des personnes, accepter leur demande, leur donner un rôle',
  'roles.lire': 'Voir qui a quel rôle et ce que chaque rôle permet',
  'journal.lire': 'Lire le journal de toutes les modifications',
  'courriels.lire': 'Lire la boîte d’envoi des courriels',
  'strategie.lire': 'Voir les documents-cadres, les axes et les engagements',
  'strategie.modifier': 'Rédiger les documents-cadres, les axes, les correspondances',
  'engagements.suivre': 'Dire où en est un engagement',
  'fiches.lire': 'Voir les fiches action',
  'fiches.creer': 'Créer une fiche action',
  'fiches.modifier': 'Modifier une fiche action',
  'fiches.valider': 'Changer l’état d’une fiche : valider, terminer, abandonner',
  'fiches.importer': 'Importer des fiches depuis un tableur, annuler un import',
  'fiches.commenter': 'Commenter une fiche action',
  'instances.lire': 'Voir les instances, leurs séances et leurs décisions',
  'instances.modifier': 'Créer des instances, donner des sièges',
  'seances.tenir': 'Préparer, convoquer et tenir une séance, écrire ses décisions',
  'appuis.lire': 'Voir les demandes d’appui et ce qu’elles deviennent',
  'appuis.demander': 'Demander l’appui de l’équipe',
  'appuis.suivre': 'Trier les demandes d’appui, noter le temps donné, les terminer',
  'demarches.lire': 'Lire les démarches de co-construction et leurs contributions',
  'demarches.contribuer': 'Contribuer à l’écriture d’un document avec un groupe, donner ses points',
  'demarches.conduire':
    'Ouvrir une démarche, rédiger les axes, la soumettre pour avis, la porter au document',
  'demarches.aviser': 'Donner l’avis de son conseil ou de sa structure sur un projet de document',
  'participation.lire': 'Voir à quoi les communes prennent part',
  'participation.declarer': 'Dire la part de sa commune dans un axe, une instance, un dispositif',
  'participation.inviter': 'Proposer aux communes de prendre part',
  'subventions.lire': 'Voir les subventions publiées par les collectivités',
  'appelsAProjets.lire': 'Voir les appels à projets du territoire',
  'appelsAProjets.modifier': 'Préparer, ouvrir et clore un appel à projets',
  'dossiers.lire': 'Voir les dossiers déposés à un appel à projets',
  'dossiers.deposer': 'Remplir et déposer un dossier de demande de subvention',
  'dossiers.instruire': 'Instruire les dossiers : pièces, recevabilité, avis, notes',
  'programmation.arbitrer': 'Arbitrer la programmation : simulations, montants, décisions',
  'conventions.gerer': 'Éditer les notifications et les conventions, suivre les versements',
  'coordonneesBancaires.lire': 'Voir les coordonnées bancaires des porteurs',
  'candidatures.lire': 'Voir les candidatures à des appels extérieurs',
  'candidatures.modifier': 'Monter une candidature : consortium, actions, budget, pièces',
  'candidatures.decider': 'Décider de répondre à un appel, dire ce qu’il a donné',
  'veille.lire': 'Voir les aides et les appels à projets de la veille',
  'veille.suivre': 'Importer des aides, les suivre ou les écarter',
  'subventions.importer': 'Importer des subventions publiées, annuler un import',
  'observatoire.lire': 'Voir les chiffres de l’observatoire',
  'observatoire.importer': 'Importer des fichiers de données, tenir les indicateurs du territoire',
  'observations.lire': 'Lire les observations de terrain',
  'observations.ecrire': 'Noter une observation de terrain, répondre à une autre',
  'diagnostics.lire': 'Lire les diagnostics partagés',
  'diagnostics.modifier': 'Rédiger un diagnostic partagé, demander des contributions, le valider',
  'diagnostics.voter': 'Dire la priorité d’un constat',
  'etudes.lire': 'Lire les études d’impact',
  'etudes.conduire': 'Déclarer une étude d’impact, la figer et la calculer',
  'evaluation.lire': 'Lire l’évaluation des documents-cadres : questions, suivi, rapports',
  'evaluation.modifier': 'Écrire les questions, les modèles logiques, le suivi et les rapports d’évaluation',
  'evaluation.aviser': 'Donner l’avis de son organisation sur un rapport d’évaluation',
  'evaluation.valider': 'Signer un rapport d’évaluation',
  'donnees.livrer': 'Livrer les données demandées pour le suivi',
  'equipe.lire': 'Voir l’équipe, les postes et leurs missions',
  'equipe.modifier': 'Modifier l’équipe et les postes',
  'publications.rediger': 'Écrire des fiches d’expérience à partir du projet',
  'publications.publier': 'Ouvrir le portail public, y publier et en retirer',
  'interfaces.gerer': 'Donner à des outils extérieurs un jeton d’accès ou un abonnement',
  'territoire.emporter': 'Emporter tout le territoire dans une archive',
  'registre.lire': 'Lire le registre des données personnelles et les durées de conservation',
  'registre.tenir': 'Tenir le registre : durées, listes de destruction, réponses aux personnes',
  'destructions.viser': 'Viser et faire une destruction proposée par une autre personne',
} as const

export type Operation = keyof typeof operations

export const roleNames = {
  direction: 'Direction du projet',
  charge_mission: 'Chargé·e de mission',
  animation_ose: 'Animation et mission OSE',
  finances: 'Administration et finances',
  referent_commune: 'Référent·e de commune',
  instructeur: 'Instructeur d’un financeur',
  partenaire: 'Partenaire',
  porteur: 'Porteur de projet',
  conseil_citoyen: 'Conseil citoyen',
  evaluateur: 'Évaluateur extérieur',
} as const

export type Role = keyof typeof roleNames

/**
 * How far a role may go: `tout` all of the territory; `publie` only what is validated; `sienne` only what its own
 * organisation carries or operates.
 */
export type Reach = 'tout' | 'publie' | 'sienne'

const reading = {
  'appelsAProjets.lire': 'tout',
  'territoire.lire': 'tout',
  'organisations.lire': 'tout',
  'strategie.lire': 'tout',
  'subventions.lire': 'tout',
  'veille.lire': 'tout',
  'instances.lire': 'tout',
  'demarches.lire': 'tout',
  'participation.lire': 'tout',
  'equipe.lire': 'tout',
  'roles.lire': 'tout',
  'observatoire.lire': 'tout',
  'etudes.lire': 'tout',
  'evaluation.lire': 'tout',
} as const

const team = {
  ...reading,
  'appuis.lire': 'tout',
  'appuis.demander': 'tout',
  'appuis.suivre': 'tout',
  'demarches.contribuer': 'tout',
  'demarches.aviser': 'tout',
  'dossiers.lire': 'tout',
  'dossiers.instruire': 'tout',
  'observations.lire': 'tout',
  'observations.ecrire': 'tout',
  'diagnostics.lire': 'tout',
  'diagnostics.voter': 'tout',
  'personnes.lire': 'tout',
  'organisations.modifier': 'tout',
  'fiches.lire': 'tout',
  'fiches.creer': 'tout',
  'fiches.modifier': 'tout',
  'fiches.commenter': 'tout',
  'engagements.suivre': 'tout',
  'journal.lire': 'tout',
  'publications.rediger': 'tout',
  'subventions.importer': 'tout',
  'candidatures.lire': 'tout',
  'candidatures.modifier': 'tout',
  'veille.suivre': 'tout',
} as const

/** A structure that writes a document with others, and gives its opinion on the draft. */
const writing = { 'demarches.contribuer': 'sienne', 'demarches.aviser': 'sienne' } as const

const asking = { 'appuis.lire': 'sienne', 'appuis.demander': 'sienne' } as const

const contributing = {
  'observations.lire': 'tout',
  'observations.ecrire': 'sienne',
  'diagnostics.voter': 'tout',
} as const

export const roleGrants: Record<Role, Partial<Record<Operation, Reach>>> = {
  direction: Object.fromEntries(Object.keys(operations).map((name) => [name, 'tout'])),
  charge_mission: {
    ...team,
    'demarches.conduire': 'tout',
    'appelsAProjets.modifier': 'tout',
    'dossiers.deposer': 'tout',
    'programmation.arbitrer': 'tout',
    'conventions.gerer': 'tout',
    'diagnostics.modifier': 'tout',
    'fiches.valider': 'tout',
    'fiches.importer': 'tout',
    'strategie.modifier': 'tout',
    'instances.modifier': 'tout',
    'seances.tenir': 'tout',
    'publications.publier': 'tout',
    'registre.lire': 'tout',
    'registre.tenir': 'tout',
    'etudes.conduire': 'tout',
    'evaluation.modifier': 'tout',
    'donnees.livrer': 'tout',
    'observatoire.importer': 'tout',
    'participation.inviter': 'tout',
  },
  animation_ose: {
    ...team,
    'demarches.conduire': 'tout',
    'diagnostics.modifier': 'tout',
    'fiches.importer': 'tout',
    'territoire.modifier': 'tout',
    'etudes.conduire': 'tout',
    'evaluation.modifier': 'tout',
    'donnees.livrer': 'tout',
    'seances.tenir': 'tout',
    'observatoire.importer': 'tout',
    'participation.inviter': 'tout',
  },
  finances: {
    ...team,
    'courriels.lire': 'tout',
    'registre.lire': 'tout',
    'destructions.viser': 'tout',
    'appelsAProjets.modifier': 'tout',
    'dossiers.deposer': 'tout',
    'programmation.arbitrer': 'tout',
    'conventions.gerer': 'tout',
    'coordonneesBancaires.lire': 'tout',
  },
  referent_commune: {
    ...reading,
    ...asking,
    ...writing,
    'participation.declarer': 'sienne',
    'dossiers.lire': 'sienne',
    'dossiers.deposer': 'sienne',
    'candidatures.lire': 'sienne',
    ...contributing,
    'diagnostics.lire': 'tout',
    'personnes.lire': 'tout',
    'fiches.lire': 'tout',
    'fiches.creer': 'sienne',
    'fiches.modifier': 'sienne',
    'fiches.commenter': 'tout',
    'engagements.suivre': 'sienne',
    'donnees.livrer': 'sienne',
    'evaluation.aviser': 'sienne',
  },
  instructeur: {
    ...reading,
    ...writing,
    'dossiers.lire': 'tout',
    'dossiers.instruire': 'tout',
    ...contributing,
    'diagnostics.lire': 'tout',
    'personnes.lire': 'tout',
    'fiches.lire': 'tout',
    'fiches.commenter': 'tout',
    'engagements.suivre': 'sienne',
    'donnees.livrer': 'sienne',
    'evaluation.aviser': 'sienne',
  },
  partenaire: {
    ...reading,
    ...asking,
    ...writing,
    'dossiers.lire': 'sienne',
    'dossiers.deposer': 'sienne',
    'candidatures.lire': 'sienne',
    'candidatures.modifier': 'sienne',
    ...contributing,
    'diagnostics.lire': 'publie',
    'fiches.lire': 'publie',
    'fiches.creer': 'sienne',
    'fiches.modifier': 'sienne',
    'fiches.commenter': 'publie',
    'engagements.suivre': 'sienne',
    'donnees.livrer': 'sienne',
    'evaluation.aviser': 'sienne',
  },
  porteur: {
    ...asking,
    'demarches.lire': 'sienne',
    'demarches.contribuer': 'sienne',
    'territoire.lire': 'tout',
    'appelsAProjets.lire': 'publie',
    'dossiers.lire': 'sienne',
    'dossiers.deposer': 'sienne',
    'strategie.lire': 'tout',
    'fiches.lire': 'sienne',
    'fiches.creer': 'sienne',
    'fiches.modifier': 'sienne',
    'fiches.commenter': 'sienne',
    'observatoire.lire': 'tout',
  },
  conseil_citoyen: {
    ...contributing,
    ...writing,
    'demarches.lire': 'tout',
    'participation.lire': 'tout',
    'diagnostics.lire': 'publie',
    'appelsAProjets.lire': 'publie',
    'territoire.lire': 'tout',
    'instances.lire': 'tout',
    'strategie.lire': 'tout',
    'organisations.lire': 'tout',
    'fiches.lire': 'publie',
    'fiches.commenter': 'publie',
    'observatoire.lire': 'tout',
  },
  evaluateur: {
    ...reading,
    'appuis.lire': 'tout',
    'dossiers.lire': 'tout',
    'etudes.conduire': 'tout',
    'evaluation.modifier': 'tout',
    'donnees.livrer': 'tout',
    'candidatures.lire': 'tout',
    'observations.lire': 'tout',
    'diagnostics.lire': 'tout',
    'fiches.lire': 'tout',
    'journal.lire': 'tout',
  },
}

/** One role a person holds in a territory, for an organisation, perhaps only on an axis or a commune. */
export interface Affectation {
  id: string
  organisationId: string
  organisationNom: string
  fonction: string
  role: Role
  axeId: string | null
  communeCode: string | null
}

/** The person who asks, in one territory, with the roles active today. */
export interface Actor {
  territoireId: string
  territoireSlug: string
  territoireNom: string
  compteId: string
  personneId: string
  nom: string
  courriel: string
  affectations: ReadonlyArray<Affectation>
}

/** What the operation is about. Leave out what the thing does not have. */
export interface Target {
  organisationIds?: ReadonlyArray<string>
  axeIds?: ReadonlyArray<string>
  communeCodes?: ReadonlyArray<string>
  published?: boolean
}

/** Whether this person may do this. Without a target: whether they may do it to something at least. */
export function can(actor: Actor, operation: Operation, target?: Target): boolean {
  return actor.affectations.some((affectation) => allows(affectation, operation, target))
}

/** Whether this one role allows it. */
export function allows(affectation: Affectation, operation: Operation, target: Target | undefined): boolean {
  const reach = roleGrants[affectation.role][operation]
  if (!reach) return false
  if (!target) return true
  return withinReach(reach, affectation, target) && withinLimits(affectation, operation, target)
}

function withinReach(reach: Reach, affectation: Affectation, target: Target): boolean {
  const own = (target.organisationIds ?? []).includes(affectation.organisationId)
  if (reach === 'sienne') return own
  if (reach === 'publie') return own || target.published === true
  return true
}

// A limit to an axis or a commune narrows what one may change, never what one may read.
function withinLimits(affectation: Affectation, operation: Operation, target: Target): boolean {
  if (operation.endsWith('.lire')) return true
  const axeOk = !affectation.axeId || !target.axeIds || target.axeIds.includes(affectation.axeId)
  const communeOk =
    !affectation.communeCode || !target.communeCodes || target.communeCodes.includes(affectation.communeCode)
  return axeOk && communeOk
}

/** How far this person may read with this operation, for the SQL conditions of `visibleTo`. */
export function reachOf(
  actor: Actor,
  operation: Operation,
): { reach: Reach | null; organisationIds: string[] } {
  const reaches = actor.affectations.flatMap((affectation) => roleGrants[affectation.role][operation] ?? [])
  const reach = reaches.includes('tout')
    ? 'tout'
    : reaches.includes('publie')
      ? 'publie'
      : (reaches[0] ?? null)
  return {
    reach,
    organisationIds: [...new Set(actor.affectations.map((affectation) => affectation.organisationId))],
  }
}
