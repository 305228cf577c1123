import { formatCount } from '#app/lib/text.ts'
import { Card, Facts, Notice } from '#app/ui/page.tsx'
import { formatEffect } from '#stats/impact/verdict-words.ts'
import { methodWords } from './etude.words.ts'
import { PlaceboCloud, TrajectoryChart } from './etude-charts.tsx'
import { DonorsCard } from './etude-donneuses.tsx'
import { FamilleCard } from './etude-famille.tsx'
import type { Protocole, Resultat } from './etude-resultat.schema.ts'
import { SensitivityCard } from './etude-sensibilite.tsx'
import { SourcesCard } from './etude-sources.tsx'
import type { StoredEtude } from './etudes.queries.server.ts'
import type { Corrigee } from './famille.rules.ts'
import { pourLElu, pourLeStatisticien } from './lectures.rules.ts'

interface ResultProps {
  etude: StoredEtude
  resultat: Resultat
  protocole: Protocole
}

/** What was found: the verdict first, in the words of two readers, then what it stands on. */
export function ResultCards({ famille, ...props }: ResultProps & { famille: ReadonlyArray<Corrigee> }) {
  const { resultat, protocole, etude } = props
  return (
    <>
      <VerdictCard {...props} />
      <div className="grid-wide">
        <Card title="Les communes concernées et leur comparaison">
          <TrajectoryChart trajectoires={resultat.trajectoires} debut={etude.debut} unite={protocole.unite} />
        </Card>
        <Card title="Placebos">
          <PlaceboCloud placebos={resultat.placebos} effet={resultat.effet} unite={protocole.unite} />
        </Card>
      </div>
      <SensitivityCard resultat={resultat} protocole={protocole} />
      <div className="grid-wide">
        <DonorsCard resultat={resultat} protocole={protocole} />
        <StatisticsCard {...props} />
      </div>
      <FamilleCard famille={famille} etudeId={etude.id} testsAvant={protocole.testsAvant} />
      <SourcesCard etude={etude} protocole={protocole} />
    </>
  )
}

function VerdictCard({ etude, resultat, protocole }: ResultProps) {
  const lecture = { etude, resultat, protocole }
  return (
    <Card title="Verdict">
      <p className="verdict">{resultat.texte}</p>
      <div className="readers">
        <section aria-labelledby="lecture-elu">
          <h3 id="lecture-elu">Pour une élue, un élu</h3>
          {pourLElu(lecture).map((text) => (
            <p key={text}>{text}</p>
          ))}
        </section>
        <section aria-labelledby="lecture-statisticien">
          <h3 id="lecture-statisticien">Pour un statisticien, une statisticienne</h3>
          {pourLeStatisticien(lecture).map((text) => (
            <p key={text} className="small">
              {text}
            </p>
          ))}
        </section>
      </div>
    </Card>
  )
}

function figure(value: number | null, unite: string): string {
  return value === null ? 'non calculable' : formatEffect(value, unite)
}

/** Estimate, error, certificate, warnings: one figure a line. */
function StatisticsCard({ resultat, protocole }: ResultProps) {
  const { unite } = protocole
  const interval =
    resultat.bas === null || resultat.haut === null
      ? 'non calculable'
      : `${formatEffect(resultat.bas)} à ${figure(resultat.haut, unite)}`
  return (
    <Card title="Les chiffres du calcul">
      <Facts
        items={[
          ['Méthode', methodWords[protocole.methode]],
          ['Estimation', figure(resultat.effet, unite)],
          ['Erreur type', figure(resultat.erreur, unite)],
          ['Intervalle à 95 %', interval],
          ['p', resultat.p === null ? 'non calculable' : formatEffect(resultat.p)],
          ['Plus petit effet visible', figure(resultat.plusPetitVisible, unite)],
          ['Annoncé avant le calcul', figure(protocole.puissance?.plusPetitVisible ?? null, unite)],
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
