import { formatDate, formatPeriode } from '#app/lib/dates.ts'
import { formatEurosRounded } from '#app/lib/money.ts'
import { formatNumber } from '#app/lib/numbers.ts'
import { formatCount } from '#app/lib/text.ts'
import type { DocumentMatter } from './blocs.server.ts'
import type { LiveBloc } from './experience.schema.ts'

type Drawn = Omit<LiveBloc, 'source'>

/** What a framework document gives to a case sheet. */
export function documentBlocs(matter: DocumentMatter): Drawn[] {
  return [
    perimetre(matter),
    filiation(matter),
    axes(matter),
    ...twins(matter),
    programmes(matter),
    signataires(matter),
    team(matter),
    ...means(matter),
    delivery(matter),
  ]
}

function perimetre({ cadre }: DocumentMatter): Drawn {
  const communes = cadre.perimetre?.communes ?? []
  return {
    cle: 'perimetre',
    section: 'objectifs',
    titre: formatCount(communes.length, 'commune'),
    lignes: communes.map((its) => (its.aConfirmer ? `${its.nom} (à confirmer)` : its.nom)),
    chiffres: [{ valeur: String(communes.length), label: 'communes' }],
  }
}

function filiation({ filiation: documents }: DocumentMatter): Drawn {
  return {
    cle: 'filiation',
    section: 'origine',
    titre: 'Les documents successifs',
    lignes: documents.map(
      (its) =>
        `${its.titre} (${formatPeriode(its)})${its.dateSignature ? `, signé ou validé le ${formatDate(its.dateSignature)}` : ''}`,
    ),
    chiffres: [],
  }
}

function axes({ cadre }: DocumentMatter): Drawn {
  const roots = cadre.axes.filter(({ depth }) => depth === 0)
  return {
    cle: 'axes',
    section: 'description',
    titre: formatCount(roots.length, 'axe'),
    lignes: roots.map((its) => `${its.numero}. ${its.titre}`),
    chiffres: [{ valeur: String(roots.length), label: 'axes' }],
  }
}

function twins({ twins: documents }: DocumentMatter): Drawn[] {
  return documents.map((its) => ({
    cle: `jumeau-${its.code}`,
    section: 'partenaires',
    titre: `${its.titre} : ${formatCount(its.communes, 'commune')}, ${formatCount(its.signataires, 'signataire')}`,
    lignes: its.noms.map(({ nom, exemple }) =>
      exemple && !nom.includes('exemple') ? `${nom} (exemple)` : nom,
    ),
    chiffres: [
      { valeur: String(its.communes), label: `communes du ${lower(its.titre)}` },
      { valeur: String(its.signataires), label: `signataires du ${lower(its.titre)}` },
    ],
  }))
}

function programmes({ programmes: listed }: DocumentMatter): Drawn {
  return {
    cle: 'programmes',
    section: 'description',
    titre: formatCount(listed.length, 'programme'),
    lignes: listed.map((its) => {
      const parts = [
        its.actions > 0 ? formatCount(its.actions, 'action') : '',
        its.operateurs > 0 ? formatCount(its.operateurs, 'opérateur') : '',
        its.debut || its.fin ? formatPeriode(its) : '',
      ]
      return [its.titre, ...parts].filter(Boolean).join(', ')
    }),
    chiffres: [],
  }
}

function signataires({ cadre }: DocumentMatter): Drawn {
  return {
    cle: 'signataires',
    section: 'partenaires',
    titre: `${cadre.document.titre} : ${formatCount(cadre.signataires.length, 'signataire')}`,
    lignes: cadre.signataires.map((its) => its.nom),
    chiffres: [{ valeur: String(cadre.signataires.length), label: 'signataires' }],
  }
}

function team({ team: posts }: DocumentMatter): Drawn {
  const own = posts.filter(({ dansLaDirection }) => dansLaDirection)
  return {
    cle: 'equipe',
    section: 'moyensHumains',
    titre: formatCount(own.length, 'agent dans la direction', 'agents dans la direction'),
    lignes: posts.map(
      (its) =>
        `${its.intitule}${its.missionAnnexe ? `, avec une mission annexe (${its.missionAnnexe})` : ''}${its.dansLaDirection ? '' : ` : ${its.service}`}`,
    ),
    chiffres: [{ valeur: String(own.length), label: 'agents dans la direction' }],
  }
}

/** Means of the programmes: people in one block, money in another. */
function means({ programmes: listed }: DocumentMatter): Drawn[] {
  const people = listed.flatMap((its) =>
    its.moyens
      .filter(({ nature }) => nature === 'etp')
      .map((moyen) => `${its.titre} : ${formatNumber(moyen.valeur, 1)} ETP en ${moyen.annee}`),
  )
  const money = listed
    .filter(({ budgetCentimes }) => budgetCentimes !== null)
    .map(
      (its) =>
        `${its.titre} : ${formatEurosRounded(its.budgetCentimes)}${its.debut || its.fin ? ` (${formatPeriode(its)})` : ''}`,
    )
  return [
    { cle: 'etp', section: 'moyensHumains', titre: 'Équipes des programmes', lignes: people, chiffres: [] },
    {
      cle: 'budgets',
      section: 'moyensFinanciers',
      titre: 'Budgets des programmes',
      lignes: money,
      chiffres: [],
    },
  ]
}

/** What can be counted of the delivery: commitments and fiches. It is not an effect, and says so. */
function delivery({ cadre }: DocumentMatter): Drawn {
  const kept = cadre.engagements.filter(({ etat }) => etat === 'tenu').length
  const lignes =
    cadre.fiches.total === 0
      ? []
      : [
          `${formatCount(cadre.fiches.total, 'fiche action', 'fiches action')} rattachées, ${formatCount(cadre.fiches.indicateurs, 'indicateur')} suivis`,
          ...(cadre.engagements.length > 0
            ? [
                `${kept} ${kept > 1 ? 'engagements tenus' : 'engagement tenu'} sur ${cadre.engagements.length}`,
              ]
            : []),
        ]
  return {
    cle: 'realisation',
    section: 'bilan',
    titre: 'Ce que le suivi permet de compter',
    lignes,
    chiffres: [],
  }
}

const lower = (title: string): string => title.charAt(0).toLocaleLowerCase('fr') + title.slice(1)
