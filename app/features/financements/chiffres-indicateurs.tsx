import { formatEuros, formatEurosRounded } from '#app/lib/money.ts'
import { formatNumber, formatShare } from '#app/lib/numbers.ts'
import { formatCount } from '#app/lib/text.ts'
import { LorenzFigure } from '#app/ui/lorenz.tsx'
import { Card } from '#app/ui/page.tsx'
import { Table } from '#app/ui/table.tsx'
import type { Concentration, IndicateursAnnee, ParCommune } from './chiffres-indicateurs.server.ts'

interface Indicateur {
  label: string
  definition: string
  text: (its: IndicateursAnnee) => string
}

const days = (its: number | null): string => (its === null ? '—' : `${formatNumber(its)} j`)

const indicateurs: ReadonlyArray<Indicateur> = [
  {
    label: 'Dossiers déposés',
    definition: 'Dossiers déposés et non retirés.',
    text: (its) => formatNumber(its.dossiers),
  },
  {
    label: 'Dossiers financés',
    definition: 'Dossiers à qui un financeur au moins a accordé quelque chose.',
    text: (its) => formatNumber(its.finances),
  },
  {
    label: 'Demandé',
    definition: 'Total des demandes connues, tous financeurs.',
    text: (its) => formatEurosRounded(its.demande),
  },
  {
    label: 'Accordé',
    definition: 'Total décidé, droit commun et crédits spécifiques.',
    text: (its) => formatEurosRounded(its.accorde),
  },
  {
    label: 'Versé',
    definition: 'Versements faits, moins les reversements.',
    text: (its) => formatEurosRounded(its.verse),
  },
  {
    label: 'Part de droit commun',
    definition: 'Droit commun accordé ÷ tout ce qui est accordé.',
    text: (its) => formatShare(its.partDroitCommun),
  },
  {
    label: 'Effet de levier',
    definition:
      'Coût des actions qui reçoivent des crédits spécifiques ÷ ces crédits : pour 1 € spécifique, combien d’action. Actions dont le coût est connu.',
    text: (its) => (its.levier === null ? '—' : `${formatNumber(its.levier, 1)} € pour 1 €`),
  },
  {
    label: 'Du dépôt à la décision',
    definition:
      'Jours entre le dépôt et la décision de chaque financeur, médiane ; dépôts dont le jour est connu.',
    text: (its) => days(its.joursDecision),
  },
  {
    label: 'De la décision au versement',
    definition: 'Jours entre la décision et le premier versement, médiane.',
    text: (its) => days(its.joursVersement),
  },
  {
    label: 'Non dépensé',
    definition: 'Reliquats ÷ montants accordés, sur les dossiers dont le compte rendu est rendu.',
    text: (its) => formatShare(its.nonDepense),
  },
  {
    label: 'Comptes rendus à temps',
    definition: 'Comptes rendus déposés avant leur échéance ÷ ceux qui étaient dus.',
    text: (its) => formatShare(its.bilansATemps),
  },
  {
    label: 'Nouveaux porteurs',
    definition: 'Porteurs financés pour la première fois cette année-là ; inconnu la première année connue.',
    text: (its) => formatNumber(its.nouveauxPorteurs),
  },
  {
    label: 'Part pluriannuelle',
    definition:
      'Montants accordés à des actions sur plusieurs années ÷ tout ce qui est accordé (cible nationale : 50 %).',
    text: (its) => formatShare(its.partPluriannuelle),
  },
]

/** The indicators of delivery, a column a year, each with its definition one click away. */
export function IndicateursCard({ annees }: { annees: ReadonlyArray<IndicateursAnnee> }) {
  const head = (
    <>
      <th scope="col">Indicateur</th>
      {annees.map((its) => (
        <th scope="col" className="num" key={its.exercice}>
          {its.exercice}
        </th>
      ))}
    </>
  )
  return (
    <Card title="Année par année">
      <Table caption="Indicateurs par année" head={head}>
        {indicateurs.map((indicateur) => (
          <tr key={indicateur.label}>
            <th scope="row">
              <details>
                <summary>{indicateur.label}</summary>
                <p className="small muted chiffres-definition">{indicateur.definition}</p>
              </details>
            </th>
            {annees.map((its) => (
              <td className="num" key={its.exercice}>
                {indicateur.text(its)}
              </td>
            ))}
          </tr>
        ))}
      </Table>
    </Card>
  )
}

const communeHeads = (
  <>
    <th scope="col">Commune</th>
    <th scope="col">Type</th>
    <th scope="col" className="num">
      Dossiers
    </th>
    <th scope="col" className="num">
      Accordé
    </th>
    <th scope="col" className="num">
      Par habitant
    </th>
  </>
)

/** What reaches each commune, in the order of names: to see who is not reached, not to rank. */
export function ParCommuneCard({ communes }: { communes: ReadonlyArray<ParCommune> }) {
  const reached = communes.filter((its) => its.dossiers > 0).length
  return (
    <Card title="Par commune et par habitant">
      <p className="muted small">
        {formatCount(reached, 'commune concernée', 'communes concernées')} sur {communes.length}, dans l’ordre
        des noms : ce tableau montre où l’argent va, il ne classe personne. Les actions de tout le territoire
        n’y comptent pas.
      </p>
      <div className="chiffres-scroll">
        <Table caption="Montants accordés par commune" head={communeHeads}>
          {communes.map((its) => (
            <tr key={its.code}>
              <th scope="row">{its.nom}</th>
              <td>{its.type}</td>
              <td className="num">{its.dossiers === 0 ? <span className="muted">–</span> : its.dossiers}</td>
              <td className="num">
                {its.accorde === 0 ? <span className="muted">–</span> : formatEurosRounded(its.accorde)}
              </td>
              <td className="num">
                {its.parHabitant === null || its.accorde === 0 ? (
                  <span className="muted">–</span>
                ) : (
                  formatEuros(Math.round(its.parHabitant))
                )}
              </td>
            </tr>
          ))}
        </Table>
      </div>
    </Card>
  )
}

/** How the money is shared among carriers: the curve, and what it means in words. */
export function ConcentrationCard({ its }: { its: Concentration }) {
  if (its.gini === null) return null
  return (
    <Card title="Concentration entre porteurs">
      <div className="stack-s">
        <p>
          {formatCount(its.porteurs, 'porteur financé', 'porteurs financés')} ; c’est comme si{' '}
          <strong>{formatNumber(its.equivalents, 1)}</strong> porteurs égaux se partageaient tout.
        </p>
        <LorenzFigure courbe={its.courbe} gini={its.gini} />
        <p className="small muted">
          Indice de Gini : {formatNumber(its.gini, 2)} (0 : tous reçoivent autant ; proche de 1 : un seul
          reçoit tout). La courbe dit quelle part de l’argent reçoit chaque part des porteurs, des plus petits
          aux plus grands. Une concentration forte n’est ni bonne ni mauvaise en soi.
        </p>
      </div>
    </Card>
  )
}
