import { type Cell, cellText, oneLine, type Row } from '#app/lib/tables/index.ts'

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

interface Alias {
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
const aliases: ReadonlyArray<Alias> = [
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

const ARTICLES = new Set([
  'de',
  'la',
  'le',
  'les',
  'l',
  'du',
  'des',
  'd',
  'en',
  'a',
  'au',
  'aux',
  'et',
  'par',
])

/** Parts of a header that say nothing of its meaning: notes between brackets, units. */
const NOISE = /\([^)]*\)|\[[^\]]*\]|\*|€|\beuros?\b|\bttc\b/gi

/** A header without case, accents, articles, notes nor punctuation. */
export function headerKey(header: string): string {
  const words = repaired(header)
    .replace(NOISE, ' ')
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/œ/gi, 'oe')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
  const kept = words.filter((word) => word !== '' && !ARTICLES.has(word))
  return kept.join('')
}

/** UTF-8 once read as Latin-1 (« RÃ©fÃ©rence ») is put back; anything else is left alone. */
function repaired(text: string): string {
  if (!/[ÃÂ]/.test(text)) return text
  const back = Buffer.from(text, 'latin1').toString('utf8')
  return back.includes('\ufffd') ? text : back
}

/** When accents are lost (« R�f�rence »), the letters left must be those of a known name, in its order. */
function namePattern(header: string): RegExp | null {
  if (!header.includes('\ufffd')) return null
  const marked = header
    .replace(NOISE, ' ')
    .toLowerCase()
    .replace(/\ufffd+/g, '?')
  const words = marked.split(/[^a-z0-9?]+/).filter((word) => word !== '' && !ARTICLES.has(word))
  return new RegExp(`^${words.join('').replaceAll('?', '[a-z]{1,2}')}$`)
}

export interface ColumnMap {
  /** Position of each column found; the first of a kind wins. */
  at: Map<AttributionColumn, number>
  columns: string[]
  /** Positions nothing was recognised in. */
  others: number[]
}

/** Which column says what, from a row of headers and, perhaps, the group titles above it. */
export function mapHeaders(headers: ReadonlyArray<string>, groups: ReadonlyArray<string> = []): ColumnMap {
  const found = new Map<Alias['column'], number>()
  const taken = new Set<number>()
  const keys = headers.map((header, at) => keysOf(header, groups[at] ?? ''))
  const take = (column: Alias['column'], at: number): void => {
    if (at < 0 || found.has(column)) return
    found.set(column, at)
    taken.add(at)
  }
  const free = (test: (its: HeaderKeys) => boolean): number =>
    keys.findIndex((its, at) => !taken.has(at) && test(its))
  for (const grouped of [true, false])
    for (const { column, names } of aliases)
      for (const name of names)
        take(
          column,
          free((its) => isNamed(its, name, grouped)),
        )
  for (const { column, like } of aliases)
    if (like)
      take(
        column,
        free((its) => its.own !== '' && like.test(its.own)),
      )
  const columns = headers.map((header, at) => oneLine(header) || `colonne ${at + 1}`)
  const others = columns.map((_, at) => at).filter((at) => !taken.has(at) && keys[at]?.own !== '')
  return { at: settled(found), columns, others }
}

interface HeaderKeys {
  own: string
  grouped: string[]
  pattern: RegExp | null
}

function keysOf(header: string, group: string): HeaderKeys {
  const own = headerKey(header)
  const above = headerKey(group)
  return { own, grouped: above && own ? [own + above, above + own] : [], pattern: namePattern(header) }
}

function isNamed(its: HeaderKeys, name: string, grouped: boolean): boolean {
  if (grouped) return its.grouped.includes(name)
  return its.own === name || (its.pattern?.test(name) ?? false)
}

/** « Attributaire » is the authority when the beneficiary has its own column, else the beneficiary. */
function settled(found: Map<Alias['column'], number>): Map<AttributionColumn, number> {
  const hasBeneficiary = found.has('nomBeneficiaire')
  const settledMap = new Map<AttributionColumn, number>()
  for (const [column, at] of found) {
    if (column === 'nomAttributaire') settledMap.set(hasBeneficiary ? 'nomAttribuant' : 'nomBeneficiaire', at)
    else if (column === 'idAttributaire')
      settledMap.set(hasBeneficiary && !found.has('idAttribuant') ? 'idAttribuant' : 'idBeneficiaire', at)
    else if (!settledMap.has(column)) settledMap.set(column, at)
  }
  return settledMap
}

const AMOUNTS: ReadonlyArray<AttributionColumn> = [
  'montant',
  'montantFonctionnement',
  'montantInvestissement',
]

/** A list of subsidies names who receives and how much, and something of the decision. */
export function isListOfAttributions({ at }: ColumnMap): boolean {
  const hasReceiver = at.has('nomBeneficiaire') || at.has('idBeneficiaire') || at.has('rnaBeneficiaire')
  const decision: AttributionColumn[] = [
    'objet',
    'dateConvention',
    'referenceDecision',
    'nomAttribuant',
    'annee',
    'nature',
  ]
  return hasReceiver && AMOUNTS.some((column) => at.has(column)) && decision.some((column) => at.has(column))
}

export interface FoundHeader extends ColumnMap {
  /** Line of the header in the file, and titles above it. */
  line: number
  titles: string[]
}

/** Finds the row of headers among the first rows: the one where most columns are recognised. */
export function findAttributionHeader(rows: ReadonlyArray<Row>): FoundHeader | null {
  let best: FoundHeader | null = null
  for (const [rank, row] of rows.entries()) {
    if (row.cells.some((cell) => typeof cell === 'number' || cell instanceof Date)) continue
    const map = mapHeaders(row.cells.map(cellText), groupsOf(rows[rank - 1]))
    if (!isListOfAttributions(map) || map.at.size <= (best?.at.size ?? 0)) continue
    const titles = rows
      .slice(0, rank)
      .map((its) => oneLine(its.cells.map(cellText).filter(Boolean).join(' ')))
    best = { ...map, line: row.line, titles: titles.filter(Boolean) }
  }
  return best
}

/** The titles of groups of columns, carried to the right over the cells they cover. */
function groupsOf(row: Row | undefined): string[] {
  const texts = row?.cells.map((cell: Cell) => cellText(cell)) ?? []
  if (texts.filter(Boolean).length < 2) return []
  let current = ''
  return texts.map((text) => {
    current = text || current
    return current
  })
}
