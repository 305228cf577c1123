// Written by `npm run db:types` from the migrations. Do not edit.
import type { ColumnType, GeneratedAlways } from 'kysely'
import type { IsoDate } from '#app/lib/dates.ts'

export type Timestamp = ColumnType<Date, Date | string, Date | string>
export type Day = ColumnType<IsoDate, string, string>
export type Json = ColumnType<unknown, string, string>
export type Generated<T> = T extends ColumnType<infer S, infer I, infer U> ? ColumnType<S, I | undefined, U> : ColumnType<T, T | undefined, T>

export interface AbonnementTable {
  territoireId: string
  id: string
  nom: string
  url: string
  evenements: Json
  secretChiffre: string
  etat: Generated<'actif' | 'suspendu' | 'arrete'>
  echecsSuite: Generated<number>
  motif: Generated<string>
  creePar: string | null
  version: Generated<number>
  creeLe: Generated<Timestamp>
  modifieLe: Generated<Timestamp>
  archiveLe: Timestamp | null
}

export interface ActeTable {
  territoireId: string
  id: string
  dossierId: string
  financeurId: string
  nature: 'notification' | 'refus' | 'arrete' | 'convention' | 'cpo' | 'avenant'
  numero: string
  objet: Generated<string>
  montantCentimes: number | null
  modifieId: string | null
  nouvelleFin: Day | null
  debut: Day | null
  fin: Day | null
  etat: Generated<'a_signer' | 'signe' | 'notifie' | 'annule'>
  signeLe: Day | null
  notifieLe: Day | null
  deliberation: Generated<string>
  engagement: Generated<string>
  version: Generated<number>
  creeLe: Generated<Timestamp>
  modifieLe: Generated<Timestamp>
  texte: Generated<string>
  annexes: Generated<Json>
  motifAnnulation: Generated<string>
}

export interface AffectationTable {
  territoireId: string
  id: string
  personneId: string
  organisationId: string
  fonction: Generated<string>
  role: 'direction' | 'charge_mission' | 'animation_ose' | 'finances' | 'referent_commune' | 'instructeur' | 'partenaire' | 'porteur' | 'conseil_citoyen' | 'evaluateur' | null
  etat: Generated<'en_attente' | 'active' | 'refusee'>
  axeId: string | null
  communeCode: string | null
  debut: Day
  fin: Day | null
  version: Generated<number>
  modifieLe: Generated<Timestamp>
}

export interface AgendaJetonTable {
  territoireId: string
  personneId: string
  empreinte: string
  creeLe: Generated<Timestamp>
}

export interface AideTable {
  territoireId: string
  id: string
  sourceId: number
  nom: string
  financeurs: Generated<Json>
  programmes: Generated<Json>
  descriptionHtml: Generated<string>
  eligibiliteHtml: Generated<string>
  perimetre: Generated<string>
  echelle: Generated<string>
  concerne: Generated<'oui' | 'non' | 'a_verifier'>
  categories: Generated<Json>
  publics: Generated<Json>
  types: Generated<Json>
  appelProjets: Generated<boolean>
  ouverture: Day | null
  depot: Day | null
  echeance: Day | null
  tauxMin: number | null
  tauxMax: number | null
  recurrence: Generated<string>
  url: Generated<string>
  candidatureUrl: Generated<string>
  majSource: Timestamp | null
  empreinte: string
  vueLe: Generated<Timestamp>
  etat: Generated<'a_examiner' | 'suivie' | 'ecartee'>
  motif: Generated<string>
  axeId: string | null
  exemple: Generated<boolean>
  version: Generated<number>
  creeLe: Generated<Timestamp>
  modifieLe: Generated<Timestamp>
  recherche: GeneratedAlways<string | null>
}

export interface AppelAProjetsTable {
  territoireId: string
  id: string
  code: string
  titre: string
  nature: 'contrat_de_ville' | 'fonds_local' | 'autre'
  formulaire: Generated<'complet' | 'simplifie'>
  exercice: number
  documentId: string | null
  cadrage: Generated<string>
  texte: Generated<string>
  contact: Generated<string>
  etat: Generated<'brouillon' | 'valide' | 'ouvert' | 'clos' | 'instruction' | 'programme' | 'archive'>
  ouvreLe: Timestamp | null
  fermeLe: Timestamp | null
  graceMinutes: Generated<number>
  perimetreId: string | null
  perimetreSens: Generated<'dans' | 'hors'>
  porteursAdmis: Generated<Json>
  plancherCentimes: number | null
  plafondCentimes: number | null
  partPropreMin: number | null
  aidePubliqueMax: number | null
  partCpoCible: number | null
  unParPorteur: Generated<boolean>
  avisPartages: Generated<boolean>
  exemple: Generated<boolean>
  version: Generated<number>
  creeLe: Generated<Timestamp>
  modifieLe: Generated<Timestamp>
  archiveLe: Timestamp | null
}

export interface AppelAxeTable {
  territoireId: string
  appelId: string
  axeId: string
}

export interface AppelCritereTable {
  territoireId: string
  id: string
  appelId: string
  rang: number
  titre: string
  aide: Generated<string>
  poids: Generated<number>
  noteMax: Generated<number>
}

export interface AppelFinanceurTable {
  territoireId: string
  appelId: string
  financeurId: string
}

export interface AppelPieceTable {
  territoireId: string
  id: string
  appelId: string
  rang: number
  titre: string
  nature: 'statuts' | 'dirigeants' | 'rib' | 'comptes' | 'commissaire' | 'rapport_activite' | 'budget' | 'delegation' | 'compte_rendu' | 'autre'
  obligatoire: Generated<boolean>
}

export interface AppelTerrainTable {
  territoireId: string
  id: string
  diagnosticId: string
  destinataire: string
  empreinte: string
  expireLe: Timestamp
  closLe: Timestamp | null
  creeLe: Generated<Timestamp>
}

export interface AppuiTable {
  territoireId: string
  id: string
  organisationId: string
  demandeurId: string | null
  nature: 'diagnostic' | 'financement' | 'montage' | 'evaluation' | 'animation' | 'donnees'
  objet: string
  description: Generated<string>
  pourLe: Day | null
  communeCode: string | null
  axeId: string | null
  etat: Generated<'deposee' | 'acceptee' | 'reorientee' | 'declinee' | 'terminee'>
  motif: Generated<string>
  posteId: string | null
  joursPrevus: number | null
  resultat: Generated<string>
  deposeeLe: Generated<Timestamp>
  closeLe: Timestamp | null
  empreinte: string | null
  satisfaction: 'beaucoup' | 'plutot' | 'peu' | 'pas' | null
  satisfactionMot: Generated<string>
  satisfactionLe: Timestamp | null
  exemple: Generated<boolean>
  version: Generated<number>
  modifieLe: Generated<Timestamp>
}

export interface AppuiSuiteTable {
  territoireId: string
  id: string
  appuiId: string
  ficheId: string | null
  candidatureId: string | null
  dossierId: string | null
  diagnosticId: string | null
}

export interface AppuiTempsTable {
  territoireId: string
  id: string
  appuiId: string
  posteId: string
  jour: Day
  jours: number
  note: Generated<string>
}

export interface ArbreTable {
  territoireId: string
  id: string
  nom: string
}

export interface AttributionTable {
  territoireId: string
  id: string
  importId: string
  ligne: number
  nomAttribuant: Generated<string>
  idAttribuant: string | null
  idAttribuantBrut: Generated<string>
  dateConvention: Day | null
  dateConventionBrute: Generated<string>
  referenceDecision: Generated<string>
  nomBeneficiaire: Generated<string>
  idBeneficiaire: string | null
  idBeneficiaireBrut: Generated<string>
  rnaBeneficiaire: string | null
  rnaBeneficiaireBrut: Generated<string>
  objet: Generated<string>
  montantCentimes: number | null
  nature: 'numeraire' | 'nature' | 'numeraire_et_nature' | null
  conditionsVersement: Generated<string>
  versementDebut: Day | null
  versementFin: Day | null
  versementBrut: Generated<string>
  idRae: Generated<string>
  notificationUe: boolean | null
  part: number | null
  dispositifAide: Generated<string>
  annee: number | null
  autres: Generated<Json>
  recherche: GeneratedAlways<string | null>
}

export interface AvenantTable {
  territoireId: string
  id: string
  documentId: string
  numero: number
  objet: string
  etat: Generated<'redaction' | 'adopte'>
  dateAdoption: Day | null
  decisionSource: Generated<string>
  version: Generated<number>
  modifieLe: Generated<Timestamp>
}

export interface AvenantAxeTable {
  territoireId: string
  avenantId: string
  axeId: string
  numero: string
  titre: string
  court: Generated<string>
  texte: Generated<string>
  retrait: Generated<boolean>
}

export interface AvisCommuneTable {
  territoireId: string
  dossierId: string
  communeCode: string
  avis: 'favorable' | 'favorable_reserves' | 'ajourne' | 'defavorable'
  commentaire: Generated<string>
  donnePar: string | null
  donneLe: Generated<Timestamp>
}

export interface AxeTable {
  territoireId: string
  id: string
  arbreId: string
  parentId: string | null
  rang: Generated<number>
  archiveLe: Timestamp | null
  version: Generated<number>
  modifieLe: Generated<Timestamp>
}

export interface AxeObservatoireTable {
  territoireId: string
  axeId: string
  theme: 'population' | 'revenus' | 'emploi' | 'education' | 'sante' | 'logement' | 'securite'
}

export interface AxeVersionTable {
  territoireId: string
  id: string
  axeId: string
  numero: string
  titre: string
  court: Generated<string>
  texte: Generated<string>
  debut: Day
  fin: Day | null
  avenantId: string | null
}

export interface BrouillonTable {
  territoireId: string
  personneId: string
  entite: string
  entiteId: string
  valeurs: Json
  versionLue: number | null
  modifieLe: Generated<Timestamp>
}

export interface CandidatureTable {
  territoireId: string
  id: string
  code: string
  titre: string
  appel: Generated<string>
  financeurId: string | null
  objet: Generated<string>
  publicVise: Generated<string>
  depotLe: Day | null
  debut: Day | null
  fin: Day | null
  places: number | null
  etat: Generated<'etudiee' | 'en_montage' | 'deposee' | 'gagnee' | 'perdue' | 'renoncee'>
  decision: 'go' | 'no_go' | null
  decisionMotif: Generated<string>
  decisionLe: Day | null
  issueLe: Day | null
  montantObtenuCentimes: number | null
  lecons: Generated<string>
  ficheId: string | null
  exemple: Generated<boolean>
  version: Generated<number>
  creeLe: Generated<Timestamp>
  modifieLe: Generated<Timestamp>
  archiveLe: Timestamp | null
}

export interface CandidatureActionTable {
  territoireId: string
  id: string
  candidatureId: string
  domaineId: string | null
  code: string
  titre: string
  resume: Generated<string>
  operateurId: string | null
  communeCodes: Generated<Json>
  ficheId: string | null
}

export interface CandidatureBudgetTable {
  territoireId: string
  id: string
  candidatureId: string
  actionId: string
  operateurId: string
  financeurId: string
  annee: number
  montantCentimes: number
}

export interface CandidatureDepenseTable {
  territoireId: string
  id: string
  candidatureId: string
  operateurId: string
  annee: number
  montantCentimes: number
  note: Generated<string>
}

export interface CandidatureDomaineTable {
  territoireId: string
  id: string
  candidatureId: string
  titre: string
  description: Generated<string>
}

export interface CandidatureExigenceTable {
  territoireId: string
  id: string
  candidatureId: string
  titre: string
  responsable: Generated<string>
  etat: Generated<'a_traiter' | 'en_cours' | 'satisfaite'>
  preuve: Generated<string>
  pieceIds: Generated<Json>
}

export interface CandidaturePartenaireTable {
  territoireId: string
  id: string
  candidatureId: string
  organisationId: string
  role: 'chef_de_file' | 'operateur' | 'cofinanceur' | 'partenaire'
  lettre: Generated<'a_demander' | 'demandee' | 'redigee' | 'deliberee' | 'signee' | 'sans_objet'>
  conseilLe: Day | null
  note: Generated<string>
}

export interface CandidaturePieceTable {
  territoireId: string
  id: string
  candidatureId: string
  titre: string
  responsable: Generated<string>
  echeance: Day | null
  etat: Generated<'a_faire' | 'en_cours' | 'prete'>
}

export interface CandidatureRegleTable {
  territoireId: string
  id: string
  candidatureId: string
  genre: 'part_max' | 'part_max_action' | 'montant_max' | 'montant_min' | 'partenaires_min' | 'annees_max'
  seuil: number
  source: Generated<string>
}

export interface CandidatureSectionTable {
  territoireId: string
  id: string
  candidatureId: string
  titre: string
  texte: Generated<string>
  etat: Generated<'a_ecrire' | 'en_relecture' | 'arretee'>
}

export interface CandidatureVersionTable {
  territoireId: string
  id: string
  candidatureId: string
  numero: number
  libelle: string
  contenu: Json
  creeLe: Generated<Timestamp>
  creePar: string
}

export interface CommentaireTable {
  territoireId: string
  id: string
  entite: string
  entiteId: string
  auteurId: string
  texte: string
  mentions: Generated<Json>
  creeLe: Generated<Timestamp>
  modifieLe: Timestamp | null
  archiveLe: Timestamp | null
  partie: string | null
  traitePar: string | null
  traiteLe: Timestamp | null
}

export interface CommuneTable {
  territoireId: string
  code: string
  nom: string
  type: Generated<'urbaine' | 'rurale'>
  lon: number | null
  lat: number | null
  superficieKm2: number | null
  debut: Generated<Day>
  fin: Day | null
  successeurCode: string | null
  contour: Json | null
}

export interface CommunePopulationTable {
  territoireId: string
  code: string
  annee: number
  population: number
  nature: Generated<'municipale' | 'legale'>
  source: string
}

export interface CompteRenduTable {
  territoireId: string
  id: string
  dossierId: string
  exercice: number
  etat: Generated<'a_rendre' | 'brouillon' | 'depose' | 'a_corriger' | 'accepte'>
  echeance: Day
  miseEnOeuvre: Generated<string>
  beneficiaires: number | null
  beneficiairesDetail: Generated<string>
  datesLieux: Generated<string>
  objectifsAtteints: Generated<string>
  reglesRepartition: Generated<string>
  ecarts: Generated<string>
  contributionsVolontaires: Generated<string>
  observations: Generated<string>
  signataireNom: Generated<string>
  signataireFonction: Generated<string>
  deposeLe: Timestamp | null
  copie: Json | null
  aCorriger: Generated<string>
  accepteLe: Timestamp | null
  rappeleLe: Timestamp | null
  version: Generated<number>
  creeLe: Generated<Timestamp>
  modifieLe: Generated<Timestamp>
}

export interface CompteRenduLigneTable {
  territoireId: string
  id: string
  compteRenduId: string
  compte: string
  libelle: Generated<string>
  financeurId: string | null
  prevuCentimes: number
  realiseCentimes: number | null
  rang: number
}

export interface ConnexionEchecTable {
  empreinte: string
  echecs: Generated<number>
  depuis: Timestamp
  alerteLe: Timestamp | null
}

export interface ConstatTable {
  territoireId: string
  id: string
  diagnosticId: string
  titre: string
  lecture: Generated<string>
  accord: Generated<'a_lire' | 'accord' | 'desaccord' | 'chiffres_muets' | 'terrain_muet'>
  indicateurs: Generated<Json>
  chiffresFiges: Json | null
  figesLe: Day | null
  reprendId: string | null
  exemple: Generated<boolean>
  rang: Generated<number>
  version: Generated<number>
  modifieLe: Generated<Timestamp>
  archiveLe: Timestamp | null
}

export interface ConstatEngagementTable {
  territoireId: string
  constatId: string
  engagementId: string
}

export interface ConstatEvaluationTable {
  territoireId: string
  id: string
  questionId: string
  titre: string
  reponse: 'oui' | 'en_partie' | 'non' | 'sans_conclusion'
  texte: Generated<string>
  limites: Generated<string>
  chiffres: Generated<Json>
  exemple: Generated<boolean>
  version: Generated<number>
  creeLe: Generated<Timestamp>
  modifieLe: Generated<Timestamp>
  archiveLe: Timestamp | null
}

export interface ConstatEvaluationDiagnosticTable {
  territoireId: string
  constatId: string
  diagnosticId: string
}

export interface ConstatEvaluationEtudeTable {
  territoireId: string
  constatId: string
  etudeId: string
}

export interface ConstatEvaluationIndicateurTable {
  territoireId: string
  constatId: string
  indicateurId: string
}

export interface ConstatObservationTable {
  territoireId: string
  constatId: string
  observationId: string
}

export interface ConstatVoixTable {
  territoireId: string
  constatId: string
  personneId: string
  priorite: number
  le: Generated<Timestamp>
}

export interface ConvocationTable {
  territoireId: string
  id: string
  seanceId: string
  organisationId: string
  courriel: string | null
  courrielId: string | null
  reponse: 'oui' | 'non' | 'suppleant' | null
  message: Generated<string>
  reponduLe: Timestamp | null
  presence: 'present' | 'excuse' | 'represente' | 'absent' | null
  creeLe: Generated<Timestamp>
}

export interface ConvocationJetonTable {
  territoireId: string
  empreinte: string
  convocationId: string
  creeLe: Generated<Timestamp>
}

export interface CorrespondanceTable {
  territoireId: string
  axeId: string
  grille: string
  poste: string
  intensite: Generated<'principale' | 'secondaire'>
}

export interface CourrielTable {
  id: string
  territoireId: string | null
  destinataire: string
  objet: string
  texte: string
  html: string | null
  pieces: Generated<Json>
  etat: Generated<'a_envoyer' | 'envoye' | 'refuse' | 'boite_locale'>
  tentatives: Generated<number>
  erreur: string | null
  creeLe: Generated<Timestamp>
  prochainEssaiLe: Generated<Timestamp>
  envoyeLe: Timestamp | null
}

export interface DemarcheTable {
  territoireId: string
  id: string
  titre: string
  objet: Generated<string>
  documentId: string
  etat: Generated<'preparation' | 'contributions' | 'redaction' | 'consultation' | 'portee' | 'abandonnee'>
  contributionsDu: Day | null
  contributionsAu: Day | null
  redactionAu: Day | null
  consultationAu: Day | null
  points: Generated<number>
  silenceFavorable: Generated<boolean>
  fondement: Generated<string>
  tour: Generated<number>
  avenantId: string | null
  porteeLe: Day | null
  exemple: Generated<boolean>
  version: Generated<number>
  creeLe: Generated<Timestamp>
  modifieLe: Generated<Timestamp>
  archiveLe: Timestamp | null
}

export interface DemarcheAppelTable {
  territoireId: string
  id: string
  demarcheId: string
  axeId: string | null
  question: string
  echeance: Day
  ouvertLe: Generated<Timestamp>
}

export interface DemarcheAvisTable {
  territoireId: string
  id: string
  demarcheId: string
  tour: number
  organisationId: string
  envoyeLe: Day
  echeance: Day
  recuLe: Day | null
  sens: 'favorable' | 'reserve' | 'defavorable' | null
  texte: Generated<string>
  suite: Generated<string>
  version: Generated<number>
  modifieLe: Generated<Timestamp>
}

export interface DemarcheCitationTable {
  territoireId: string
  passageId: string
  contributionId: string
}

export interface DemarcheContributionTable {
  territoireId: string
  id: string
  demarcheId: string
  axeId: string | null
  nature: 'diagnostic' | 'proposition'
  texte: string
  instanceId: string | null
  organisationId: string | null
  auteur: string
  auteurId: string | null
  lienId: string | null
  deposeeLe: Generated<Timestamp>
  motifEcart: Generated<string>
  exemple: Generated<boolean>
  version: Generated<number>
  modifieLe: Generated<Timestamp>
}

export interface DemarcheGroupeTable {
  territoireId: string
  demarcheId: string
  instanceId: string
}

export interface DemarcheLienTable {
  territoireId: string
  id: string
  appelId: string
  destinataire: string
  courriel: string
  organisationId: string | null
  instanceId: string | null
  empreinte: string
  envoyeLe: Generated<Timestamp>
  relanceLe: Timestamp | null
}

export interface DemarchePassageTable {
  territoireId: string
  id: string
  demarcheId: string
  axeId: string
  rang: number
  texte: string
  origine: Generated<'nouveau' | 'actuel'>
  exemple: Generated<boolean>
  version: Generated<number>
  modifieLe: Generated<Timestamp>
}

export interface DemarcheVoixTable {
  territoireId: string
  id: string
  contributionId: string
  personneId: string | null
  lienId: string | null
  points: number
}

export interface DeportTable {
  territoireId: string
  pointId: string
  organisationId: string
  motif: Generated<string>
}

export interface DestructionTable {
  territoireId: string
  id: string
  numero: number
  sorte: 'courriels' | 'invitations' | 'convocations' | 'personnes' | 'ribs'
  dureeMois: number
  arreteeAu: Day
  premier: Day
  dernier: Day
  nombre: number
  empreinte: string
  etat: Generated<'proposee' | 'visee' | 'faite' | 'abandonnee'>
  proposePar: string
  proposeNom: string
  proposeLe: Timestamp
  visePar: string | null
  viseNom: string | null
  viseLe: Timestamp | null
  faitNom: string | null
  faitLe: Timestamp | null
  detruits: number | null
  exemple: Generated<boolean>
  version: Generated<number>
  modifieLe: Generated<Timestamp>
}

export interface DestructionLigneTable {
  territoireId: string
  destructionId: string
  objetId: string
  libelle: string
  depart: Day
  detruit: Generated<boolean>
}

export interface DiagnosticTable {
  territoireId: string
  id: string
  titre: string
  annee: number
  axeId: string | null
  resume: Generated<string>
  etat: Generated<'brouillon' | 'partage' | 'valide'>
  precedentId: string | null
  exemple: Generated<boolean>
  version: Generated<number>
  creeLe: Generated<Timestamp>
  modifieLe: Generated<Timestamp>
  archiveLe: Timestamp | null
}

export interface DiagnosticCommuneTable {
  territoireId: string
  diagnosticId: string
  communeCode: string
}

export interface DiagnosticQpvTable {
  territoireId: string
  diagnosticId: string
  qpvCode: string
}

export interface DocumentAxeTable {
  territoireId: string
  documentId: string
  axeId: string
}

export interface DocumentCadreTable {
  territoireId: string
  id: string
  code: string
  nature: 'contrat_de_ville' | 'pucs' | 'ptcs' | 'cls' | 'cispd' | 'ctg' | 'pedt' | 'plie' | 'autre'
  titre: string
  resume: Generated<string>
  texte: Generated<string>
  etat: Generated<'redaction' | 'signe' | 'en_vigueur' | 'proroge' | 'echu'>
  debut: Day
  fin: Day | null
  dateSignature: Day | null
  perimetreId: string | null
  arbreId: string | null
  source: Generated<string>
  exemple: Generated<boolean>
  version: Generated<number>
  creeLe: Generated<Timestamp>
  modifieLe: Generated<Timestamp>
  archiveLe: Timestamp | null
  finInitiale: Day | null
}

export interface DocumentRelationTable {
  territoireId: string
  id: string
  deId: string
  versId: string
  nature: 'renouvelle' | 'decline' | 'partage_axes' | 's_articule'
  note: Generated<string>
}

export interface DossierTable {
  territoireId: string
  id: string
  appelId: string
  numero: string | null
  porteurId: string
  ficheId: string | null
  etat: Generated<'brouillon' | 'a_signer' | 'depose' | 'incomplet' | 'complet' | 'recevable' | 'irrecevable' | 'retire'>
  motifEtat: Generated<string>
  titre: Generated<string>
  reconduction: Generated<boolean>
  pluriannuel: Generated<boolean>
  axeId: string | null
  objectifs: Generated<string>
  description: Generated<string>
  besoins: Generated<string>
  publicVise: Generated<string>
  debut: Day | null
  fin: Day | null
  portee: Generated<'territoire' | 'communes' | 'qpv'>
  lieux: Generated<string>
  moyensHumains: Generated<string>
  benevoles: number | null
  salaries: number | null
  etp: number | null
  evaluation: Generated<string>
  chargesIndirectes: Generated<string>
  autresInformations: Generated<string>
  responsableNom: Generated<string>
  responsableFonction: Generated<string>
  responsableCourriel: Generated<string>
  responsableTelephone: Generated<string>
  seuilAidesDepasse: Generated<boolean>
  signataireNom: Generated<string>
  signataireFonction: Generated<string>
  signeLe: Timestamp | null
  signePar: string | null
  depotCommenceLe: Timestamp | null
  deposeLe: Timestamp | null
  copie: Json | null
  copieSha256: string | null
  exemple: Generated<boolean>
  version: Generated<number>
  creePar: string | null
  creeLe: Generated<Timestamp>
  modifieLe: Generated<Timestamp>
  archiveLe: Timestamp | null
  importLotId: string | null
  depotConnu: Generated<boolean>
}

export interface DossierAttestationTable {
  territoireId: string
  dossierId: string
  nature: 'representant' | 'obligations' | 'engagement_republicain' | 'exactitude' | 'charte'
  texteVersion: string
  attesteLe: Timestamp
  compteId: string | null
}

export interface DossierBudgetTable {
  territoireId: string
  id: string
  dossierId: string
  compte: string
  libelle: Generated<string>
  financeurId: string | null
  montantCentimes: number
  rang: number
}

export interface DossierCommuneTable {
  territoireId: string
  dossierId: string
  communeCode: string
}

export interface DossierPieceTable {
  territoireId: string
  id: string
  dossierId: string
  appelPieceId: string | null
  fichierId: string
  demande: Generated<string>
  demandeeLe: Timestamp | null
}

export interface DossierPublicTable {
  territoireId: string
  dossierId: string
  tranche: '0_5' | '6_11' | '12_15' | '16_17' | '18_25' | '26_59' | '60_plus'
  femmes: Generated<number>
  hommes: Generated<number>
  dontQpv: Generated<number>
}

export interface DossierQpvTable {
  territoireId: string
  dossierId: string
  qpvCode: string
}

export interface DossierResultatTable {
  territoireId: string
  id: string
  dossierId: string
  rang: number
  indicateur: string
  unite: Generated<string>
  cible: number | null
  observe: number | null
}

export interface DossierSignatureTable {
  territoireId: string
  empreinte: string
  dossierId: string
  nom: string
  fonction: Generated<string>
  courriel: string
  creeLe: Generated<Timestamp>
  expireLe: Timestamp
}

export interface EcritVersionTable {
  territoireId: string
  id: string
  entite: string
  entiteId: string
  numero: number
  motif: string
  contenu: Json
  auteurId: string | null
  creeLe: Generated<Timestamp>
}

export interface EcritVisaTable {
  territoireId: string
  id: string
  versionId: string
  personneId: string
  demandePar: string | null
  demandeLe: Generated<Timestamp>
  lien: string
  reponse: 'vise' | 'reserve' | null
  motif: Generated<string>
  reponduLe: Timestamp | null
}

export interface EffortDroitCommunTable {
  territoireId: string
  id: string
  organisationId: string
  annee: number
  axeId: string | null
  communeCode: string | null
  qpvCode: string | null
  nature: 'credits' | 'postes' | 'equipement' | 'service'
  libelle: string
  montantCentimes: number | null
  etp: number | null
  preuve: Generated<string>
  verifieLe: Day | null
  exemple: Generated<boolean>
  version: Generated<number>
  creeLe: Generated<Timestamp>
  modifieLe: Generated<Timestamp>
  archiveLe: Timestamp | null
}

export interface EngagementTable {
  territoireId: string
  id: string
  documentId: string
  organisationId: string
  axeId: string | null
  nature: Generated<'action' | 'moyens' | 'donnees' | 'participation'>
  texte: string
  responsable: Generated<string>
  echeance: Day | null
  etat: Generated<'en_cours' | 'tenu' | 'rompu' | 'abandonne'>
  motif: Generated<string>
  preuve: Generated<string>
  exemple: Generated<boolean>
  version: Generated<number>
  creeLe: Generated<Timestamp>
  modifieLe: Generated<Timestamp>
  archiveLe: Timestamp | null
}

export interface EnveloppeTable {
  territoireId: string
  id: string
  appelId: string
  financeurId: string
  credit: 'droit_commun' | 'specifique'
  libelle: Generated<string>
  perimetreId: string | null
  montantCentimes: number
  version: Generated<number>
  modifieLe: Generated<Timestamp>
}

export interface EnvoiEvenementTable {
  territoireId: string
  id: string
  abonnementId: string
  evenement: string
  corps: string
  etat: Generated<'a_envoyer' | 'recu' | 'abandonne'>
  tentatives: Generated<number>
  prochainEssaiLe: Timestamp
  essais: Generated<Json>
  rejoueDe: string | null
  creeLe: Generated<Timestamp>
}

export interface EtudeTable {
  territoireId: string
  id: string
  titre: string
  question: Generated<string>
  indicateur: string
  documentId: string | null
  debut: number
  cible: number | null
  choisiesSurMesure: Generated<boolean>
  protocole: Json | null
  figeeLe: Timestamp | null
  resultat: Json | null
  verdict: string | null
  exemple: Generated<boolean>
  version: Generated<number>
  creeLe: Generated<Timestamp>
  modifieLe: Generated<Timestamp>
  donnees: Json | null
  codeVersion: string | null
  anneeChoix: number | null
}

export interface EtudeCommuneTable {
  territoireId: string
  etudeId: string
  communeCode: string
}

export interface ExperienceTable {
  territoireId: string
  id: string
  objet: 'fiche' | 'document'
  objetId: string
  titre: string
  mois: Day
  typeAction: Generated<string>
  departement: Generated<string>
  surLeVif: Generated<string>
  surLeVifFonction: Generated<string>
  porteurs: Generated<string>
  objectifs: Generated<string>
  origine: Generated<string>
  description: Generated<string>
  bilan: Generated<string>
  partenaires: Generated<string>
  moyensHumains: Generated<string>
  moyensFinanciers: Generated<string>
  moyensMateriels: Generated<string>
  notes: Generated<string>
  complement: Generated<string>
  contact: Generated<string>
  nonMesure: Generated<boolean>
  blocs: Generated<Json>
  etat: Generated<'brouillon' | 'a_relire' | 'relue'>
  reluePar: string | null
  relueLe: Timestamp | null
  exemple: Generated<boolean>
  version: Generated<number>
  creeLe: Generated<Timestamp>
  modifieLe: Generated<Timestamp>
  archiveLe: Timestamp | null
}

export interface FicheTable {
  territoireId: string
  id: string
  code: string
  nature: Generated<'action' | 'programme'>
  titre: string
  resume: Generated<string>
  contexte: Generated<string>
  objectifs: Generated<string>
  axeId: string | null
  publicVise: Generated<string>
  porteurId: string | null
  parentId: string | null
  gestionDirecte: Generated<boolean>
  verificationOffre: Generated<string>
  portee: Generated<'territoire' | 'communes' | 'qpv'>
  etat: Generated<'idee' | 'en_montage' | 'validee' | 'en_cours' | 'terminee' | 'abandonnee'>
  motifEtat: Generated<string>
  debut: Day | null
  fin: Day | null
  budgetCentimes: number | null
  beneficiairesPrevus: number | null
  lecons: Generated<string>
  exemple: Generated<boolean>
  version: Generated<number>
  creePar: string | null
  creeLe: Generated<Timestamp>
  modifieLe: Generated<Timestamp>
  archiveLe: Timestamp | null
  recherche: GeneratedAlways<string | null>
  titreSimple: GeneratedAlways<string>
}

export interface FicheAxeTable {
  territoireId: string
  ficheId: string
  axeId: string
}

export interface FicheCitationTable {
  territoireId: string
  id: string
  ficheId: string
  texte: string
  fonction: string
  exemple: Generated<boolean>
}

export interface FicheCommuneTable {
  territoireId: string
  ficheId: string
  communeCode: string
}

export interface FicheDocumentTable {
  territoireId: string
  ficheId: string
  documentId: string
}

export interface FicheEtapeTable {
  territoireId: string
  id: string
  ficheId: string
  rang: Generated<number>
  titre: string
  operateurId: string | null
  etat: Generated<'a_faire' | 'en_cours' | 'faite' | 'abandonnee'>
  echeance: Day | null
  version: Generated<number>
  modifieLe: Generated<Timestamp>
}

export interface FicheMoyenTable {
  territoireId: string
  id: string
  ficheId: string
  annee: number
  nature: 'etp' | 'euros' | 'materiel'
  valeur: number | null
  description: Generated<string>
}

export interface FicheOrganisationTable {
  territoireId: string
  ficheId: string
  organisationId: string
  role: 'operateur' | 'partenaire' | 'financeur'
  precision: Generated<string>
}

export interface FicheQpvTable {
  territoireId: string
  ficheId: string
  qpvCode: string
}

export interface FicheRelaisTable {
  territoireId: string
  ficheId: string
  finExterieure: Day
  montantCentimes: number | null
  plan: Generated<string>
  deciderAvant: Day
  responsableId: string | null
  decision: 'droit_commun' | 'autre_financement' | 'reduite' | 'arretee' | null
  decideLe: Day | null
  version: Generated<number>
  modifieLe: Generated<Timestamp>
}

export interface FicheResultatTable {
  territoireId: string
  id: string
  ficheId: string
  indicateur: string
  unite: Generated<string>
  sens: Generated<'hausse' | 'baisse' | 'neutre'>
  valeurInitiale: number | null
  version: Generated<number>
  modifieLe: Generated<Timestamp>
}

export interface FicheResultatAnneeTable {
  territoireId: string
  resultatId: string
  annee: number
  cible: number | null
  observe: number | null
  note: Generated<string>
}

export interface FicheSuiviTable {
  territoireId: string
  id: string
  ficheId: string
  le: Day
  texte: string
  auteurId: string | null
  creeLe: Generated<Timestamp>
}

export interface FicheThemeTable {
  territoireId: string
  ficheId: string
  themeId: string
}

export interface FichierTable {
  territoireId: string
  id: string
  entite: string
  entiteId: string
  nom: string
  typeMime: string
  tailleOctets: number
  sha256: string
  chemin: string
  deposePar: string | null
  deposeLe: Generated<Timestamp>
  archiveLe: Timestamp | null
}

export interface IdentiteSsoTable {
  fournisseur: string
  sub: string
  courriel: string
  nom: string
  siret: string | null
  organisation: string | null
  liaison: Generated<'aucune' | 'demandee' | 'acceptee' | 'refusee'>
  compteId: string | null
  vueLe: Generated<Timestamp>
}

export interface ImportAttributionsTable {
  territoireId: string
  id: string
  fichier: string
  sha256: string
  tableau: Generated<string>
  lignesLues: number
  lignesGardees: number
  montantCentimes: number
  remarques: Generated<Json>
  attribuant: Generated<string>
  importeLe: Generated<Timestamp>
  importePar: string
  remplacePar: string | null
  annuleLe: Timestamp | null
  annulePar: string | null
}

export interface ImportLotTable {
  territoireId: string
  id: string
  entite: string
  nomFichier: string
  sha256: string
  rapport: Json
  crees: Generated<Json>
  modifies: Generated<Json>
  faitPar: string | null
  faitLe: Generated<Timestamp>
  annuleLe: Timestamp | null
}

export interface IndicateurAnneeTable {
  territoireId: string
  indicateurId: string
  annee: number
  cible: number | null
  observe: number | null
  note: Generated<string>
  saisiPar: Generated<string>
  saisiLe: Timestamp | null
}

export interface IndicateurLocalTable {
  territoireId: string
  id: string
  code: string
  libelle: string
  definition: string
  theme: 'population' | 'revenus' | 'emploi' | 'education' | 'sante' | 'logement' | 'securite'
  nature: 'effectif' | 'mesure' | 'formule'
  unite: string
  sens: 'hausse' | 'baisse' | 'contexte' | 'ambigu'
  source: string
  formule: Generated<string>
  totalId: string | null
  exemple: Generated<boolean>
  version: Generated<number>
  modifieLe: Generated<Timestamp>
}

export interface IndicateurSuiviTable {
  territoireId: string
  id: string
  documentId: string
  axeId: string | null
  nom: string
  definition: Generated<string>
  unite: string
  sens: Generated<'hausse' | 'baisse' | 'neutre'>
  calcul: string | null
  organisationId: string
  referenceAnnee: number | null
  referenceValeur: number | null
  tolerancePourcent: Generated<number>
  exemple: Generated<boolean>
  version: Generated<number>
  creeLe: Generated<Timestamp>
  modifieLe: Generated<Timestamp>
  archiveLe: Timestamp | null
}

export interface InstanceTable {
  territoireId: string
  id: string
  nom: string
  nature: 'copil' | 'copil_elargi' | 'cotech' | 'groupe_thematique' | 'groupe_transversal' | 'conseil_citoyen' | 'conference_financeurs' | 'autre'
  objet: Generated<string>
  documentId: string | null
  elargitId: string | null
  perimetreId: string | null
  qpvCode: string | null
  rythmeAnnuel: number | null
  quorumPourcent: number | null
  debut: Day
  fin: Day | null
  source: Generated<string>
  exemple: Generated<boolean>
  version: Generated<number>
  creeLe: Generated<Timestamp>
  modifieLe: Generated<Timestamp>
  archiveLe: Timestamp | null
}

export interface InstanceAxeTable {
  territoireId: string
  instanceId: string
  axeId: string
}

export interface InvitationTable {
  territoireId: string
  id: string
  affectationId: string
  courriel: string
  empreinte: string
  expireLe: Timestamp
  accepteeLe: Timestamp | null
  revoqueeLe: Timestamp | null
  creeLe: Generated<Timestamp>
}

export interface JetonAccesTable {
  territoireId: string
  id: string
  nom: string
  portees: Json
  empreinte: string
  indice: string
  expireLe: Day
  creePar: string | null
  dernierUsageLe: Timestamp | null
  revoqueLe: Timestamp | null
  version: Generated<number>
  creeLe: Generated<Timestamp>
  modifieLe: Generated<Timestamp>
}

export interface JournalTable {
  territoireId: string
  id: string
  le: Generated<Timestamp>
  personneId: string | null
  auteur: string
  operation: string
  entite: string
  entiteId: string
  titre: Generated<string>
  changements: Generated<Json>
}

export interface LigneTable {
  territoireId: string
  id: string
  dossierId: string
  financeurId: string
  demandeCentimes: number
  etat: Generated<'demandee' | 'en_instruction' | 'avis_donne' | 'proposee' | 'validee' | 'accordee' | 'refusee' | 'notifiee' | 'conventionnee' | 'payee_en_partie' | 'payee' | 'a_justifier' | 'justifiee' | 'close'>
  avis: 'favorable' | 'favorable_reserves' | 'ajourne' | 'defavorable' | null
  avisCommentaire: Generated<string>
  avisLe: Timestamp | null
  avisPar: string | null
  proposeDroitCommunCentimes: number | null
  proposeSpecifiqueCentimes: number | null
  decideDroitCommunCentimes: number | null
  decideSpecifiqueCentimes: number | null
  decideLe: Day | null
  decisionReference: Generated<string>
  motifRefus: Generated<string>
  notifieLe: Day | null
  version: Generated<number>
  creeLe: Generated<Timestamp>
  modifieLe: Generated<Timestamp>
  demandeConnue: Generated<boolean>
}

export interface LivraisonTable {
  territoireId: string
  id: string
  documentId: string
  organisationId: string
  indicateurId: string | null
  engagementId: string | null
  objet: string
  courriel: string | null
  echeance: Day
  demandeeLe: Day | null
  relances: Generated<number>
  relanceeLe: Day | null
  recueLe: Day | null
  recuePar: Generated<string>
  note: Generated<string>
  exemple: Generated<boolean>
  version: Generated<number>
  creeLe: Generated<Timestamp>
  modifieLe: Generated<Timestamp>
  archiveLe: Timestamp | null
}

export interface LogiqueCaseTable {
  territoireId: string
  id: string
  axeId: string
  etage: 'moyens' | 'activites' | 'realisations' | 'effets' | 'impacts'
  texte: string
  rang: Generated<number>
  exemple: Generated<boolean>
  version: Generated<number>
  creeLe: Generated<Timestamp>
  modifieLe: Generated<Timestamp>
}

export interface LogiqueFlecheTable {
  territoireId: string
  id: string
  deId: string
  versId: string
  hypothese: string
  solidite: Generated<'a_verifier' | 'etayee' | 'fragile'>
  version: Generated<number>
  creeLe: Generated<Timestamp>
  modifieLe: Generated<Timestamp>
}

export interface ModeleActeTable {
  territoireId: string
  nature: 'notification' | 'refus' | 'arrete' | 'convention' | 'cpo' | 'avenant'
  texte: string
  version: Generated<number>
  modifieLe: Generated<Timestamp>
}

export interface NoteTable {
  territoireId: string
  id: string
  titre: string
  modele: Generated<boolean>
  etat: Generated<'redaction' | 'finale'>
  exemple: Generated<boolean>
  version: Generated<number>
  creeLe: Generated<Timestamp>
  modifieLe: Generated<Timestamp>
  archiveLe: Timestamp | null
}

export interface NoteBlocTable {
  territoireId: string
  id: string
  partieId: string
  rang: number
  sorte: 'bord' | 'graphique' | 'axes' | 'fiches' | 'decisions' | 'citations' | 'chiffres' | 'carte'
  sujet: string
  contenu: Json | null
  figeLe: Day | null
}

export interface NoteCritereTable {
  territoireId: string
  dossierId: string
  critereId: string
  personneId: string
  note: number
  commentaire: Generated<string>
  modifieLe: Generated<Timestamp>
}

export interface NotePartieTable {
  territoireId: string
  id: string
  noteId: string
  rang: number
  titre: string
  aide: Generated<string>
  texte: Generated<string>
  version: Generated<number>
  modifieLe: Generated<Timestamp>
}

export interface NotificationTable {
  territoireId: string
  id: string
  personneId: string
  objet: string
  lien: string
  creeLe: Generated<Timestamp>
  lueLe: Timestamp | null
  envoyeeLe: Timestamp | null
}

export interface ObservationTable {
  territoireId: string
  id: string
  texte: string
  axeId: string | null
  auteurQualite: 'professionnel' | 'benevole' | 'elu' | 'habitant' | 'agent'
  organisationId: string | null
  personneId: string | null
  observeeLe: Day
  depuis: Generated<string>
  certitude: Generated<'vu' | 'rapporte' | 'suppose'>
  sources: Generated<string>
  etiquettes: Generated<string>
  contributeur: Generated<string>
  appelId: string | null
  reponseDeId: string | null
  fusionneeDansId: string | null
  exemple: Generated<boolean>
  version: Generated<number>
  creeLe: Generated<Timestamp>
  modifieLe: Generated<Timestamp>
  archiveLe: Timestamp | null
}

export interface ObservationCommuneTable {
  territoireId: string
  observationId: string
  communeCode: string
}

export interface ObservationQpvTable {
  territoireId: string
  observationId: string
  qpvCode: string
}

export interface OrganisationTable {
  territoireId: string
  id: string
  nom: string
  sigle: string | null
  nature: 'commune' | 'epci' | 'etat' | 'region' | 'departement' | 'caf' | 'ars' | 'cpam' | 'bailleur' | 'association' | 'gip' | 'chambre' | 'ecole' | 'universite' | 'conseil_citoyen' | 'entreprise' | 'ccas' | 'justice' | 'emploi' | 'education_nationale' | 'banque_publique' | 'autre'
  siret: string | null
  siren: string | null
  rna: string | null
  communeCode: string | null
  adresse: string | null
  courriel: string | null
  telephone: string | null
  siteWeb: string | null
  debut: Day | null
  fin: Day | null
  exemple: Generated<boolean>
  fusionneeDans: string | null
  version: Generated<number>
  creeLe: Generated<Timestamp>
  modifieLe: Generated<Timestamp>
  archiveLe: Timestamp | null
  recherche: GeneratedAlways<string | null>
  aVerifier: GeneratedAlways<boolean>
}

export interface OrganisationFusionTable {
  territoireId: string
  id: string
  gardeeId: string
  absorbeeId: string
  liens: Json
  faiteLe: Generated<Timestamp>
  annuleeLe: Timestamp | null
}

export interface OrganisationRibTable {
  territoireId: string
  organisationId: string
  titulaire: string
  ibanChiffre: string
  ibanFin: string
  bic: Generated<string>
  modifieLe: Generated<Timestamp>
}

export interface ParticipationTable {
  territoireId: string
  id: string
  communeCode: string
  axeId: string | null
  instanceId: string | null
  appelId: string | null
  candidatureId: string | null
  cible: GeneratedAlways<string | null>
  niveau: 'pilote' | 'engagee' | 'associee' | 'informee' | 'pas_concernee'
  pourquoi: string
  debut: Day
  fin: Day | null
  declarePar: string | null
  declarant: Generated<string>
  exemple: Generated<boolean>
  creeLe: Generated<Timestamp>
}

export interface ParticipationInvitationTable {
  territoireId: string
  id: string
  communeCode: string
  axeId: string | null
  instanceId: string | null
  appelId: string | null
  candidatureId: string | null
  cible: GeneratedAlways<string | null>
  niveau: 'pilote' | 'engagee' | 'associee' | 'informee'
  message: Generated<string>
  envoyeePar: string | null
  envoyeeLe: Generated<Timestamp>
  courriel: Generated<string>
  empreinte: string | null
  expireLe: Timestamp
  reponse: 'acceptee' | 'autre' | 'declinee' | null
  repondueLe: Timestamp | null
  participationId: string | null
  exemple: Generated<boolean>
}

export interface PerimetreTable {
  territoireId: string
  id: string
  nom: string
  description: string | null
  version: Generated<number>
  modifieLe: Generated<Timestamp>
  archiveLe: Timestamp | null
}

export interface PerimetreCommuneTable {
  territoireId: string
  perimetreId: string
  communeCode: string
  debut: Day
  fin: Day | null
  aConfirmer: Generated<boolean>
}

export interface PerimetreQpvTable {
  territoireId: string
  perimetreId: string
  qpvCode: string
  debut: Day
  fin: Day | null
}

export interface PersonneTable {
  territoireId: string
  id: string
  nom: string
  courriel: string | null
  telephone: string | null
  compteId: string | null
  exemple: Generated<boolean>
  version: Generated<number>
  modifieLe: Generated<Timestamp>
  creeLe: Generated<Timestamp>
  archiveLe: Timestamp | null
}

export interface PlanButTable {
  territoireId: string
  id: string
  planId: string
  texte: string
  rang: Generated<number>
  version: Generated<number>
  modifieLe: Generated<Timestamp>
}

export interface PlanButAxeTable {
  territoireId: string
  butId: string
  axeId: string
  lien: 'converge' | 'double' | 'contredit'
  note: Generated<string>
}

export interface PlanExterneTable {
  territoireId: string
  id: string
  nom: string
  domaine: 'habitat' | 'renouvellement_urbain' | 'emploi' | 'sport' | 'culture' | 'ecologie' | 'sante' | 'mobilite' | 'autre'
  direction: Generated<string>
  debut: Day | null
  fin: Day | null
  exemple: Generated<boolean>
  version: Generated<number>
  modifieLe: Generated<Timestamp>
  archiveLe: Timestamp | null
}

export interface PortailTable {
  territoireId: string
  id: string
  ouvert: Generated<boolean>
  accroche: Generated<string>
  presentation: Generated<string>
  courriel: Generated<string>
  version: Generated<number>
  modifieLe: Generated<Timestamp>
  participer: Generated<string>
}

export interface PosteTable {
  territoireId: string
  id: string
  intitule: string
  organisationId: string
  service: Generated<string>
  dansLaDirection: Generated<boolean>
  missionAnnexe: Generated<string>
  debut: Day
  fin: Day | null
  exemple: Generated<boolean>
  version: Generated<number>
  modifieLe: Generated<Timestamp>
  archiveLe: Timestamp | null
}

export interface PosteAxeTable {
  territoireId: string
  posteId: string
  axeId: string
  principale: Generated<boolean>
}

export interface PosteEtpTable {
  territoireId: string
  posteId: string
  annee: number
  etp: number
}

export interface PreferenceNotificationTable {
  territoireId: string
  personneId: string
  rythme: Generated<'immediat' | 'quotidien' | 'hebdomadaire' | 'jamais'>
  muets: Generated<Json>
  derniereVisite: Timestamp | null
  visitePrecedente: Timestamp | null
}

export interface PresenceTable {
  territoireId: string
  entite: string
  entiteId: string
  personneId: string
  nom: string
  modifie: Generated<boolean>
  vuLe: Generated<Timestamp>
  partie: string | null
}

export interface PublicationTable {
  territoireId: string
  id: string
  nature: 'document' | 'fiche' | 'experience' | 'rapport' | 'evaluation'
  objetId: string
  adresse: string
  titre: string
  resume: Generated<string>
  contenu: Json
  texte: Json
  empreinte: string
  edition: Generated<number>
  publieLe: Timestamp
  publiePar: string | null
  retireLe: Timestamp | null
  version: Generated<number>
  modifieLe: Generated<Timestamp>
}

export interface QpvTable {
  territoireId: string
  code: string
  generation: 2015 | 2024
  nom: string
  statutPerimetre: string | null
  codeInfere: Generated<boolean>
  lon: number | null
  lat: number | null
  debut: Day
  fin: Day | null
  source: string
}

export interface QpvCommuneTable {
  territoireId: string
  qpvCode: string
  communeCode: string
  communeNom: string
  horsTerritoire: Generated<boolean>
}

export interface QuestionEvaluationTable {
  territoireId: string
  id: string
  documentId: string
  objet: 'contexte' | 'actions' | 'valeur_ajoutee'
  texte: string
  axeId: string | null
  engagementId: string | null
  critere: 'pertinence' | 'coherence' | 'efficacite' | 'efficience' | 'impact' | 'durabilite' | 'participation'
  jugement: Generated<string>
  methode: Generated<string>
  sources: Generated<string>
  organisationId: string
  fonction: string
  echeance: Day
  budgetCentimes: number
  rang: Generated<number>
  exemple: Generated<boolean>
  version: Generated<number>
  creeLe: Generated<Timestamp>
  modifieLe: Generated<Timestamp>
  archiveLe: Timestamp | null
}

export interface QuestionIndicateurTable {
  territoireId: string
  questionId: string
  indicateurId: string
}

export interface RapportAnnuelTable {
  territoireId: string
  id: string
  documentId: string
  annee: number
  orientations: Generated<string>
  situation: Generated<string>
  actions: Generated<string>
  perspectives: Generated<string>
  articulation: Generated<string>
  dsu: Generated<string>
  etat: Generated<'redaction' | 'consultation' | 'debattu'>
  debattuLe: Day | null
  suites: Generated<string>
  exemple: Generated<boolean>
  version: Generated<number>
  creeLe: Generated<Timestamp>
  modifieLe: Generated<Timestamp>
  archiveLe: Timestamp | null
}

export interface RapportAvisTable {
  territoireId: string
  id: string
  rapportId: string
  organisationId: string
  envoyeLe: Day
  echeance: Day
  recuLe: Day | null
  sens: 'favorable' | 'reserve' | 'defavorable' | null
  texte: Generated<string>
  version: Generated<number>
  modifieLe: Generated<Timestamp>
}

export interface RapportEvaluationTable {
  territoireId: string
  id: string
  documentId: string
  nature: 'mi_parcours' | 'final'
  titre: string
  introduction: Generated<string>
  synthese: Generated<string>
  etat: Generated<'brouillon' | 'avis' | 'valide'>
  contenu: Json | null
  valideLe: Day | null
  exemple: Generated<boolean>
  version: Generated<number>
  creeLe: Generated<Timestamp>
  modifieLe: Generated<Timestamp>
  archiveLe: Timestamp | null
  limites: Generated<string>
  avisAvant: Day | null
  signePar: Generated<string>
}

export interface RapportEvaluationAvisTable {
  territoireId: string
  rapportId: string
  organisationId: string
  sens: 'favorable' | 'avec_reserves' | 'defavorable'
  texte: Generated<string>
  donneLe: Day
}

export interface RecommandationEvaluationTable {
  territoireId: string
  id: string
  rapportId: string
  constatId: string | null
  texte: string
  organisationId: string
  echeance: Day
  etat: Generated<'a_faire' | 'en_cours' | 'faite' | 'abandonnee'>
  suite: Generated<string>
  exemple: Generated<boolean>
  version: Generated<number>
  creeLe: Generated<Timestamp>
  modifieLe: Generated<Timestamp>
  archiveLe: Timestamp | null
}

export interface RegleConservationTable {
  territoireId: string
  id: string
  sorte: 'courriels' | 'invitations' | 'convocations' | 'personnes' | 'ribs'
  dureeMois: number
  suspendue: Generated<boolean>
  motif: Generated<string>
  version: Generated<number>
  modifieLe: Generated<Timestamp>
}

export interface ReliquatTable {
  territoireId: string
  ligneId: string
  compteRenduId: string
  proposeCentimes: number
  issue: 'solde' | 'report' | 'reversement' | null
  montantCentimes: number | null
  decideLe: Day | null
  motif: Generated<string>
}

export interface SeanceTable {
  territoireId: string
  id: string
  instanceId: string
  titre: string
  jour: Day
  heure: string
  dureeMinutes: number
  lieu: Generated<string>
  visio: Generated<string>
  etat: Generated<'preparation' | 'convoquee' | 'tenue' | 'annulee'>
  motifAnnulation: Generated<string>
  sequence: Generated<number>
  convoqueeLe: Timestamp | null
  releveLe: Timestamp | null
  exemple: Generated<boolean>
  version: Generated<number>
  creeLe: Generated<Timestamp>
  modifieLe: Generated<Timestamp>
}

export interface SeancePointTable {
  territoireId: string
  id: string
  seanceId: string
  rang: number
  titre: string
  nature: 'information' | 'discussion' | 'decision'
  dureeMinutes: number | null
  presentation: Generated<string>
  ficheId: string | null
  avenantId: string | null
  notes: Generated<string>
  decision: Generated<string>
  mode: 'consensus' | 'vote' | null
  pour: number | null
  contre: number | null
  abstention: number | null
  resultat: 'adoptee' | 'rejetee' | 'ajournee' | null
  decideLe: Timestamp | null
  version: Generated<number>
  creeLe: Generated<Timestamp>
  modifieLe: Generated<Timestamp>
  simulationId: string | null
}

export interface SiegeTable {
  territoireId: string
  id: string
  instanceId: string
  organisationId: string
  college: Generated<string>
  titulaireId: string | null
  suppleantId: string | null
  debut: Day
  fin: Day | null
  exemple: Generated<boolean>
  version: Generated<number>
  creeLe: Generated<Timestamp>
  modifieLe: Generated<Timestamp>
}

export interface SignataireTable {
  territoireId: string
  id: string
  documentId: string
  organisationId: string
  etat: Generated<'invite' | 'delibere' | 'signe'>
  fonction: Generated<string>
  dateDeliberation: Day | null
  numeroDeliberation: Generated<string>
  dateSignature: Day | null
  fin: Day | null
  aConfirmer: Generated<boolean>
  exemple: Generated<boolean>
  version: Generated<number>
  modifieLe: Generated<Timestamp>
}

export interface SimulationTable {
  territoireId: string
  id: string
  appelId: string
  nom: string
  note: Generated<string>
  etat: Generated<'brouillon' | 'cotech' | 'copil' | 'adoptee' | 'ecartee'>
  adopteeLe: Day | null
  reference: Generated<string>
  version: Generated<number>
  creeLe: Generated<Timestamp>
  modifieLe: Generated<Timestamp>
  archiveLe: Timestamp | null
}

export interface SimulationLigneTable {
  territoireId: string
  simulationId: string
  ligneId: string
  droitCommunCentimes: Generated<number>
  specifiqueCentimes: Generated<number>
  version: Generated<number>
}

export interface SondageTable {
  territoireId: string
  id: string
  seanceId: string
  message: Generated<string>
  echeance: Day
  etat: Generated<'ouvert' | 'choisi' | 'abandonne'>
  retenueId: string | null
  ouvertLe: Generated<Timestamp>
  exemple: Generated<boolean>
}

export interface SondageMembreTable {
  territoireId: string
  id: string
  sondageId: string
  organisationId: string
  courriel: string | null
  empreinte: string | null
  reponduLe: Timestamp | null
  reponduPar: Generated<string>
  message: Generated<string>
  relanceLe: Timestamp | null
}

export interface SondageOptionTable {
  territoireId: string
  id: string
  sondageId: string
  jour: Day
  heure: string
}

export interface SondageReponseTable {
  territoireId: string
  membreId: string
  optionId: string
  reponse: 'oui' | 'si_besoin' | 'non'
}

export interface SuiteTable {
  territoireId: string
  id: string
  seanceId: string
  pointId: string | null
  texte: string
  organisationId: string | null
  echeance: Day | null
  etat: Generated<'a_faire' | 'faite' | 'abandonnee'>
  version: Generated<number>
  creeLe: Generated<Timestamp>
  modifieLe: Generated<Timestamp>
}

export interface TerritoireTable {
  id: string
  slug: string
  siren: string
  nom: string
  nature: 'CA' | 'CC' | 'CU' | 'METRO' | 'EPT'
  demo: Generated<boolean>
  creeLe: Generated<Timestamp>
}

export interface ThemeTransversalTable {
  territoireId: string
  id: string
  nom: string
  description: Generated<string>
  debut: Day
  fin: Day | null
  version: Generated<number>
  modifieLe: Generated<Timestamp>
}

export interface TransfertArchivesTable {
  territoireId: string
  id: string
  numero: number
  sujet: string
  titre: string
  serviceNom: string
  serviceIdentifiant: string
  accord: Generated<string>
  regle: Generated<string>
  sortFinal: 'conserver' | 'detruire'
  pieces: number
  empreinte: string
  etat: Generated<'prepare' | 'accepte' | 'rejete'>
  reponseLe: Day | null
  reponse: Generated<string>
  preparePar: string
  prepareNom: string
  prepareLe: Timestamp
  version: Generated<number>
  modifieLe: Generated<Timestamp>
}

export interface ValeurLocaleTable {
  territoireId: string
  indicateurId: string
  niveau: 'commune' | 'qpv' | 'epci'
  code: string
  periode: string
  valeur: number
  fichier: Generated<string>
}

export interface VersementTable {
  territoireId: string
  id: string
  ligneId: string
  rang: number
  nature: 'unique' | 'avance' | 'acompte' | 'solde' | 'reversement'
  prevuLe: Day
  montantCentimes: number
  verseLe: Day | null
  reference: Generated<string>
  version: Generated<number>
  modifieLe: Generated<Timestamp>
}

export interface VueEnregistreeTable {
  territoireId: string
  id: string
  personneId: string
  page: string
  nom: string
  parametres: string
  partagee: Generated<boolean>
  creeLe: Generated<Timestamp>
}

export interface ZoneTable {
  territoireId: string
  id: string
  nature: 'canton' | 'micro-quartier' | 'secteur' | 'autre'
  nom: string
  debut: Day
  fin: Day | null
  version: Generated<number>
  modifieLe: Generated<Timestamp>
}

export interface ZoneCommuneTable {
  territoireId: string
  zoneId: string
  communeCode: string
}

export interface DB {
  abonnement: AbonnementTable
  acte: ActeTable
  affectation: AffectationTable
  agendaJeton: AgendaJetonTable
  aide: AideTable
  appelAProjets: AppelAProjetsTable
  appelAxe: AppelAxeTable
  appelCritere: AppelCritereTable
  appelFinanceur: AppelFinanceurTable
  appelPiece: AppelPieceTable
  appelTerrain: AppelTerrainTable
  appui: AppuiTable
  appuiSuite: AppuiSuiteTable
  appuiTemps: AppuiTempsTable
  arbre: ArbreTable
  attribution: AttributionTable
  avenant: AvenantTable
  avenantAxe: AvenantAxeTable
  avisCommune: AvisCommuneTable
  axe: AxeTable
  axeObservatoire: AxeObservatoireTable
  axeVersion: AxeVersionTable
  brouillon: BrouillonTable
  candidature: CandidatureTable
  candidatureAction: CandidatureActionTable
  candidatureBudget: CandidatureBudgetTable
  candidatureDepense: CandidatureDepenseTable
  candidatureDomaine: CandidatureDomaineTable
  candidatureExigence: CandidatureExigenceTable
  candidaturePartenaire: CandidaturePartenaireTable
  candidaturePiece: CandidaturePieceTable
  candidatureRegle: CandidatureRegleTable
  candidatureSection: CandidatureSectionTable
  candidatureVersion: CandidatureVersionTable
  commentaire: CommentaireTable
  commune: CommuneTable
  communePopulation: CommunePopulationTable
  compteRendu: CompteRenduTable
  compteRenduLigne: CompteRenduLigneTable
  connexionEchec: ConnexionEchecTable
  constat: ConstatTable
  constatEngagement: ConstatEngagementTable
  constatEvaluation: ConstatEvaluationTable
  constatEvaluationDiagnostic: ConstatEvaluationDiagnosticTable
  constatEvaluationEtude: ConstatEvaluationEtudeTable
  constatEvaluationIndicateur: ConstatEvaluationIndicateurTable
  constatObservation: ConstatObservationTable
  constatVoix: ConstatVoixTable
  convocation: ConvocationTable
  convocationJeton: ConvocationJetonTable
  correspondance: CorrespondanceTable
  courriel: CourrielTable
  demarche: DemarcheTable
  demarcheAppel: DemarcheAppelTable
  demarcheAvis: DemarcheAvisTable
  demarcheCitation: DemarcheCitationTable
  demarcheContribution: DemarcheContributionTable
  demarcheGroupe: DemarcheGroupeTable
  demarcheLien: DemarcheLienTable
  demarchePassage: DemarchePassageTable
  demarcheVoix: DemarcheVoixTable
  deport: DeportTable
  destruction: DestructionTable
  destructionLigne: DestructionLigneTable
  diagnostic: DiagnosticTable
  diagnosticCommune: DiagnosticCommuneTable
  diagnosticQpv: DiagnosticQpvTable
  documentAxe: DocumentAxeTable
  documentCadre: DocumentCadreTable
  documentRelation: DocumentRelationTable
  dossier: DossierTable
  dossierAttestation: DossierAttestationTable
  dossierBudget: DossierBudgetTable
  dossierCommune: DossierCommuneTable
  dossierPiece: DossierPieceTable
  dossierPublic: DossierPublicTable
  dossierQpv: DossierQpvTable
  dossierResultat: DossierResultatTable
  dossierSignature: DossierSignatureTable
  ecritVersion: EcritVersionTable
  ecritVisa: EcritVisaTable
  effortDroitCommun: EffortDroitCommunTable
  engagement: EngagementTable
  enveloppe: EnveloppeTable
  envoiEvenement: EnvoiEvenementTable
  etude: EtudeTable
  etudeCommune: EtudeCommuneTable
  experience: ExperienceTable
  fiche: FicheTable
  ficheAxe: FicheAxeTable
  ficheCitation: FicheCitationTable
  ficheCommune: FicheCommuneTable
  ficheDocument: FicheDocumentTable
  ficheEtape: FicheEtapeTable
  ficheMoyen: FicheMoyenTable
  ficheOrganisation: FicheOrganisationTable
  ficheQpv: FicheQpvTable
  ficheRelais: FicheRelaisTable
  ficheResultat: FicheResultatTable
  ficheResultatAnnee: FicheResultatAnneeTable
  ficheSuivi: FicheSuiviTable
  ficheTheme: FicheThemeTable
  fichier: FichierTable
  identiteSso: IdentiteSsoTable
  importAttributions: ImportAttributionsTable
  importLot: ImportLotTable
  indicateurAnnee: IndicateurAnneeTable
  indicateurLocal: IndicateurLocalTable
  indicateurSuivi: IndicateurSuiviTable
  instance: InstanceTable
  instanceAxe: InstanceAxeTable
  invitation: InvitationTable
  jetonAcces: JetonAccesTable
  journal: JournalTable
  ligne: LigneTable
  livraison: LivraisonTable
  logiqueCase: LogiqueCaseTable
  logiqueFleche: LogiqueFlecheTable
  modeleActe: ModeleActeTable
  note: NoteTable
  noteBloc: NoteBlocTable
  noteCritere: NoteCritereTable
  notePartie: NotePartieTable
  notification: NotificationTable
  observation: ObservationTable
  observationCommune: ObservationCommuneTable
  observationQpv: ObservationQpvTable
  organisation: OrganisationTable
  organisationFusion: OrganisationFusionTable
  organisationRib: OrganisationRibTable
  participation: ParticipationTable
  participationInvitation: ParticipationInvitationTable
  perimetre: PerimetreTable
  perimetreCommune: PerimetreCommuneTable
  perimetreQpv: PerimetreQpvTable
  personne: PersonneTable
  planBut: PlanButTable
  planButAxe: PlanButAxeTable
  planExterne: PlanExterneTable
  portail: PortailTable
  poste: PosteTable
  posteAxe: PosteAxeTable
  posteEtp: PosteEtpTable
  preferenceNotification: PreferenceNotificationTable
  presence: PresenceTable
  publication: PublicationTable
  qpv: QpvTable
  qpvCommune: QpvCommuneTable
  questionEvaluation: QuestionEvaluationTable
  questionIndicateur: QuestionIndicateurTable
  rapportAnnuel: RapportAnnuelTable
  rapportAvis: RapportAvisTable
  rapportEvaluation: RapportEvaluationTable
  rapportEvaluationAvis: RapportEvaluationAvisTable
  recommandationEvaluation: RecommandationEvaluationTable
  regleConservation: RegleConservationTable
  reliquat: ReliquatTable
  seance: SeanceTable
  seancePoint: SeancePointTable
  siege: SiegeTable
  signataire: SignataireTable
  simulation: SimulationTable
  simulationLigne: SimulationLigneTable
  sondage: SondageTable
  sondageMembre: SondageMembreTable
  sondageOption: SondageOptionTable
  sondageReponse: SondageReponseTable
  suite: SuiteTable
  territoire: TerritoireTable
  themeTransversal: ThemeTransversalTable
  transfertArchives: TransfertArchivesTable
  valeurLocale: ValeurLocaleTable
  versement: VersementTable
  vueEnregistree: VueEnregistreeTable
  zone: ZoneTable
  zoneCommune: ZoneCommuneTable
}
