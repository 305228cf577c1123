import { Download } from 'lucide-react'
import { formatShare } from '#app/lib/numbers.ts'
import { formatCount } from '#app/lib/text.ts'
import { Card, Facts, Notice } from '#app/ui/page.tsx'
import { Table } from '#app/ui/table.tsx'
import { formatEffect } from '#stats/impact/verdict-words.ts'
import { methodWords } from './etude.words.ts'
import { PlaceboCloud, TrajectoryChart } from './etude-charts.tsx'
import type { Protocole, Resultat, StoredEtude } from './etudes.queries.server.ts'

interface ResultProps {
  etude: StoredEtude
  resultat: Resultat
  protocole: Protocole
}

/** What was found: the verdict first, then what it stands on. */
export function ResultCards(props: ResultProps) {
  const { resultat, protocole, etude } = props
  return (
    <>
      <Card title="Verdict">
        <p className="verdict">{resultat.texte}</p>
        {protocole.testsAvant > 0 && (
          <p className="small muted">{`${formatCount(protocole.testsAvant + 1, 'étude calculée', 'études calculées')} sur ce territoire, celle-ci comprise.`}</p>
        )}
      </Card>
      <div className="grid-wide">
        <Card title="Les communes concernées et leur comparaison">
          <TrajectoryChart trajectoires={resultat.trajectoires} debut={etude.debut} unite={protocole.unite} />
        </Card>
        <StatisticsCard {...props} />
      </div>
      <div className="grid-wide">
        <Card title="À qui l’on compare">
          <Donors resultat={resultat} protocole={protocole} />
        </Card>
        <Card title="Placebos">
          <PlaceboCloud placebos={resultat.placebos} effet={resultat.effet} unite={protocole.unite} />
        </Card>
      </div>
      <SourcesCard {...props} />
    </>
  )
}

function figure(value: number | null, unite: string): string {
  return value === null ? 'non calculable' : formatEffect(value, unite)
}

/** For the statistician: estimate, error, certificate, warnings. */
function StatisticsCard({ resultat, protocole }: ResultProps) {
  const { unite } = protocole
  const interval =
    resultat.bas === null || resultat.haut === null
      ? 'non calculable'
      : `${formatEffect(resultat.bas)} à ${figure(resultat.haut, unite)}`
  return (
    <Card title="Pour le statisticien">
      <Facts
        items={[
          ['Méthode', methodWords[protocole.methode]],
          ['Estimation', figure(resultat.effet, unite)],
          ['Erreur type', figure(resultat.erreur, unite)],
          ['Intervalle à 95 %', interval],
          ['p', resultat.p === null ? 'non calculable' : formatEffect(resultat.p)],
          ['Plus petit effet visible', figure(resultat.plusPetitVisible, unite)],
          ['Écart au passé (RMSPE)', figure(resultat.avantFit, unite)],
          ['Optimum', certificate(resultat)],
          ['Table de décision', `lignes ${resultat.lignes.join(', ')}`],
        ]}
      />
      {resultat.avertissements.map((its) => (
        <Notice key={its.code} tone="warning">
          {its.message}
        </Notice>
      ))}
    </Card>
  )
}

function certificate({ converge, ecart, iterations }: Resultat): string {
  if (!converge) return 'non atteint'
  return `atteint en ${formatCount(iterations, 'itération')}${ecart ? `, écart dual ${ecart.toExponential(1)}` : ''}`
}

function Donors({ resultat, protocole }: Pick<ResultProps, 'resultat' | 'protocole'>) {
  return (
    <div className="stack-s">
      <p className="small muted">
        {`${formatCount(protocole.donneuses.length, 'commune')} ailleurs, d’au moins 1 000 habitants quand on le sait, aux années complètes, dont la moyenne d’avant est la plus proche. Celles de l’intercommunalité sont écartées : l’action peut déborder sur elles.`}
      </p>
      {resultat.poids.length > 0 && (
        <Table
          caption="Communes de comparaison et leur poids"
          head={
            <>
              <th scope="col">Commune</th>
              <th scope="col" className="num">
                Poids
              </th>
            </>
          }
        >
          {resultat.poids.map((its) => (
            <tr key={its.code}>
              <th scope="row">{its.nom}</th>
              <td className="num">{formatShare(its.poids)}</td>
            </tr>
          ))}
        </Table>
      )}
    </div>
  )
}

function SourcesCard({ etude, protocole }: ResultProps) {
  return (
    <Card title="Refaire le calcul">
      <p>
        <a className="btn" href={`${etude.id}/panel.csv`} download>
          <Download aria-hidden size={16} /> Données de l’étude (CSV)
        </a>
      </p>
      <pre className="command">{commandOf(protocole)}</pre>
      <ul className="list small muted">
        {protocole.sources.map((its) => (
          <li
            key={its.sha256}
          >{`${its.producer}, ${its.file}${its.millesime ? `, millésime ${its.millesime}` : ''}, ${its.licence}, SHA-256 ${its.sha256.slice(0, 16)}…`}</li>
        ))}
      </ul>
    </Card>
  )
}

/** The command line that gives the same figures from the downloaded data. */
export function commandOf({ methode, graine }: Protocole): string {
  const inference = methode === 'sc' || methode === 'sdid' ? ` --inference placebo --seed ${graine}` : ''
  const reps = methode === 'sdid' ? ' --reps 200' : ''
  return `npx maillage impact ${methode} --panel panel.csv --unit code --time annee --outcome valeur --first-treated entree${inference}${reps} --json`
}
