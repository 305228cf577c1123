/** What a column of a list of subsidies can say. */
export type AttributionColumn =
  | 'nomAttribuant'
  | 'idAttribuant'
  | 'dateConvention'
  | 'referenceDecision'
  | 'nomBeneficiaire'
  | 'idBeneficiaire'
  | 'rnaBeneficiaire'
  | 'objet'
  | 'montant'
  | 'montantFonctionnement'
  | 'montantInvestissement'
  | 'montantNature'
  | 'montantDemande'
  | 'horsSubvention'
  | 'nature'
  | 'conditionsVersement'
  | 'datesPeriodeVersement'
  | 'versementDebut'
  | 'versementFin'
  | 'idRae'
  | 'notificationUe'
  | 'pourcentageSubvention'
  | 'dispositifAide'
  | 'annee'

export interface Alias {
  column: AttributionColumn | 'nomAttributaire' | 'idAttributaire'
  /** Headers met in real files, without case, accents, articles nor punctuation; the first found wins. */
  names: ReadonlyArray<string>
  /** Told from a part of the header, once no exact name was found. */
  like?: RegExp
}

/**
 * The headers of lists of subsidies as authorities write them. « Attributaire » says the authority in some files and
 * the beneficiary in others: the rest of the header decides.
 */
export const aliases: ReadonlyArray<Alias> = [
  {
    column: 'nomAttribuant',
    names: [
      'nomattribuant',
      'collnom',
      'attribuant',
      'autoriteadministrative',
      'nomautoriteadministrative',
      'autoriteattribuante',
      'nomcollectivite',
      'collectivite',
      'nomfinanceur',
      'financeur',
      'attributeur',
      'nomorganismeattribuant',
      'organismeattribuant',
      'nomautorite',
    ],
    like: /^(?:nom|denomination|libelle).*(?:attribuant|autorite|financeur)/,
  },
  {
    column: 'idAttribuant',
    names: [
      'idattribuant',
      'collsiret',
      'siretattribuant',
      'identifiantattribuant',
      'identificationattribuant',
      'siretcollectivite',
      'identificationautoriteadministrative',
      'siretautoriteadministrative',
      'siretfinanceur',
      'nsiretattribuant',
      'numerosiretattribuant',
    ],
    like: /(?:siret|siren|identif|^id).*(?:attribuant|autorite|collectivite|financeur)/,
  },
  { column: 'nomAttributaire', names: ['nomattributaire', 'attributaire', 'attribnom'] },
  {
    column: 'idAttributaire',
    names: [
      'idattributaire',
      'identificationattributaire',
      'siretattributaire',
      'nsiretattributaire',
      'numerosiretattributaire',
      'attribsiret',
    ],
  },
  {
    column: 'dateConvention',
    names: [
      'dateconvention',
      'datedecision',
      'actedate',
      'dateacte',
      'dateconventionsubvention',
      'datesignatureconvention',
      'datesignature',
      'datedeliberation',
      'datedcm',
      'dcmdate',
      'dateattribution',
      'datevote',
      'datecommissionpermanente',
      'datecp',
      'datenotification',
      'dateoctroi',
      'dateseance',
      'datearrete',
      'date',
    ],
    like: /^dates?(?!.*(?:versement|paiement|debut|fin|maj|jour)).*(?:convention|decision|deliberation|attribution|vote|acte|seance|commission|notification)/,
  },
  {
    column: 'referenceDecision',
    names: [
      'referencedecision',
      'acteref',
      'refdecision',
      'reference',
      'numerodeliberation',
      'ndeliberation',
      'deliberation',
      'ndcm',
      'dcm',
      'numerodecision',
      'ndecision',
      'referenceacte',
      'referencedeliberation',
      'numeroconvention',
      'nconvention',
      'refacte',
    ],
    like: /^(?:ref|n|num).*(?:decision|deliberation|acte|arrete)/,
  },
  {
    column: 'nomBeneficiaire',
    names: [
      'nombeneficiaire',
      'beneficiaire',
      'raisonsocialebeneficiaire',
      'denominationbeneficiaire',
      'libellebeneficiaire',
      'beneficiairenom',
      'nomorganismebeneficiaire',
      'organismebeneficiaire',
      'nomassociation',
      'association',
      'associations',
      'nomorg',
      'nomtiers',
      'libelletiers',
      'tiers',
      'raisonsociale',
      'denomination',
      'denominationsociale',
      'nomorganisme',
      'organisme',
      'nomstructure',
      'structure',
      'nomporteur',
      'porteur',
      'porteurprojet',
      'nomporteurprojet',
      'demandeur',
      'nomdemandeur',
      'maitreouvrage',
      'club',
      'nomclub',
      'nom',
    ],
    like: /^(?:nom|raison|denomination|libelle|intitule).*(?:beneficiaire|tiers|asso|demandeur|organisme)|^beneficiaires?(?!.*(?:siret|siren|adresse|code|ville|nature|type|statut))/,
  },
  {
    column: 'idBeneficiaire',
    names: [
      'idbeneficiaire',
      'siretbeneficiaire',
      'identificationbeneficiaire',
      'identifiantbeneficiaire',
      'siretorg',
      'siret',
      'nsiret',
      'numerosiret',
      'siretouridet',
      'siretounir',
      'siretassociation',
      'sirettiers',
      'siretorganisme',
      'siretdemandeur',
      'sirenbeneficiaire',
      'siretsiren',
      'siren',
    ],
    like: /siret|siren|^(?:id|identif).*beneficiaire/,
  },
  {
    column: 'rnaBeneficiaire',
    names: ['rnabeneficiaire', 'rna', 'numerorna', 'nrna', 'waldec', 'idrna'],
    like: /(?:^|n|numero)rna/,
  },
  {
    column: 'objet',
    names: [
      'objet',
      'object',
      'subobjet',
      'subobj',
      'objetsubvention',
      'objetconvention',
      'objetaide',
      'titreprojet',
      'intituleprojet',
      'nomprojet',
      'libelleprojet',
      'intituledossier',
      'libelledossier',
      'objetdossier',
      'objetdemande',
      'libellesubvention',
      'intitulesubvention',
      'intitule',
      'libelle',
      'projet',
      'description',
      'action',
      'motif',
    ],
    like: /^objet|^(?:titre|intitule|libelle|nom)(?:projet|action|operation|dossier|subvention)/,
  },
  {
    column: 'montantDemande',
    names: ['montantdemande', 'demande', 'montantsollicite'],
    like: /(?:montant|subvention).*(?:demande|sollicite)/,
  },
  {
    column: 'horsSubvention',
    names: [
      'garantie',
      'pret',
      'montantgarantie',
      'montantpret',
      'montantpretconsenti',
      'avancesremboursables',
    ],
    like: /montant.*(?:garantie|pret\b|prets?$|emprunt)|^garanties?emprunt/,
  },
  {
    column: 'montantFonctionnement',
    names: ['montantfonctionnement', 'subventionfonctionnement', 'fonctionnement'],
    like: /(?:montant|subvention).*fonctionnement/,
  },
  {
    column: 'montantInvestissement',
    names: ['montantinvestissement', 'subventioninvestissement', 'investissement', 'subventionequipement'],
    like: /(?:montant|subvention).*(?:investissement|equipement)/,
  },
  {
    column: 'montantNature',
    names: [
      'avantagesnature',
      'avantagenature',
      'aidenature',
      'aidesnature',
      'prestationsnature',
      'valorisationnature',
    ],
    like: /(?:avantage|aide|prestation|subvention|valorisation|mise).*nature$/,
  },
  {
    column: 'montant',
    names: [
      'montant',
      'montantsubvention',
      'submontant',
      'montanttotalsubvention',
      'montanttotal',
      'montantaccorde',
      'montantattribue',
      'montantvote',
      'montantalloue',
      'montantoctroye',
      'montantnotifie',
      'montantdecide',
      'montantaide',
      'montantaideattribuee',
      'subventionaccordee',
      'subventionattribuee',
      'subventionvotee',
      'subventionallouee',
      'subvention',
      'accorde',
      'attribue',
      'vote',
      'montantengage',
      'montantverse',
      'montantpaye',
      'montantmandate',
      'amount',
    ],
    like: /(?:montant|subvention|aide).*(?:accord|attribu|vote|allou|octro|notifi|decid|euro|total|annuel|\d{4})|^montant(?!.*(?:demande|garantie|pret|projet|cout|budget))/,
  },
  {
    column: 'conditionsVersement',
    names: [
      'conditionsversement',
      'conditionversement',
      'subversement',
      'modalitesversement',
      'modalitespaiement',
      'modalitepaiement',
      'modaliteversement',
    ],
    like: /^(?:condition|modalite)s?.*(?:versement|paiement)/,
  },
  {
    column: 'datesPeriodeVersement',
    names: [
      'datesperiodeversement',
      'dateperiodeversement',
      'datesperiodesversement',
      'dateversement',
      'datesversement',
      'dateouperiodeversement',
      'datesouperiodesversement',
      'datesouperiodeversement',
      'datepaiement',
      'periodeversement',
    ],
    like: /^dates?.*(?:versement|paiement)/,
  },
  { column: 'versementDebut', names: ['subdatedebut', 'datedebutversement', 'datedebut'] },
  { column: 'versementFin', names: ['subdatefin', 'datefinversement', 'datefin'] },
  {
    column: 'nature',
    names: ['nature', 'subnature', 'naturesubvention', 'natureaide', 'formeaide', 'typeaide'],
    like: /^nature(?:aide|subvention)$/,
  },
  {
    column: 'idRae',
    names: ['idrae', 'rae', 'numeroreferencementrepertoireentreprises', 'numerouniquereferencementrae'],
    like: /rae$|referencement/,
  },
  {
    column: 'notificationUe',
    names: [
      'notificationue',
      'notifeu',
      'notificationeu',
      'notificationcommissioneuropeenne',
      'notificationdeminimisue',
    ],
    like: /notif.*(?:ue|eu|europ)/,
  },
  {
    column: 'pourcentageSubvention',
    names: ['pourcentagesubvention', 'pourcentage', 'partbeneficiaire', 'subpourcentage'],
    like: /^pourcentage/,
  },
  {
    column: 'dispositifAide',
    names: [
      'dispositifaide',
      'dispositif',
      'subdispositif',
      'nomdispositif',
      'thematique',
      'programme',
      'politique',
      'domaine',
      'secteur',
    ],
  },
  {
    column: 'annee',
    names: ['annee', 'exercice', 'exercicebudgetaire', 'anneebudgetaire', 'anneeexercice', 'millesime', 'an'],
  },
]
