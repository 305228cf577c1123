import { Lock } from 'lucide-react'
import { Form } from 'react-router'
import { formatInstant } from '#app/lib/paris-time.ts'
import { formatCount, formatList } from '#app/lib/text.ts'
import { Card, Facts, Notice } from '#app/ui/page.tsx'
import { formatEffect } from '#stats/impact/verdict-words.ts'
import type { Route } from './+types/etude.route'
import { methodWords } from './etude.words.ts'

type Page = Route.ComponentProps['loaderData']

/** What was declared, and since when it is frozen. */
export function DeclarationCard({ page }: { page: Page }) {
  const { etude, document, communes } = page
  return (
    <Card title="Déclaration">
      <Facts
        items={[
          ['Indicateur', etude.protocole?.indicateurNom ?? page.indicateurNom],
          ['Document-cadre', document ?? 'aucun'],
          ['Communes concernées', formatList(communes)],
          ['Première année concernée', String(etude.debut)],
          ['Plus petit effet utile', etude.cible === null ? 'non déclaré' : String(etude.cible)],
          ['Choisies sur cet indicateur', chosen(etude)],
          ['Figée le', etude.figeeLe ? formatInstant(new Date(etude.figeeLe)) : 'non figée'],
        ]}
      />
    </Card>
  )
}

function chosen({ choisiesSurMesure, anneeChoix }: Page['etude']): string {
  if (!choisiesSurMesure) return 'non'
  return anneeChoix === null ? 'oui, année non déclarée' : `oui, sur ${anneeChoix}, année retirée du calcul`
}

/** What the data allow, before any result: the method follows from the design, nobody picks it. */
export function FreezeCard({
  faisable,
  cible,
  canConduct,
}: {
  faisable: NonNullable<Page['faisable']>
  cible: number | null
  canConduct: boolean
}) {
  const { facts, feasibility, sansDonnees } = faisable
  return (
    <Card title="Ce que les données permettent">
      <div className="stack-s">
        <Facts
          items={[
            ['Mesures avant le début', String(facts.avant)],
            ['Mesures ensuite', String(facts.apres)],
            ['Communes concernées qui ont tout', String(facts.traitees)],
            ['Communes de comparaison', String(facts.donneuses)],
          ]}
        />
        {sansDonnees.length > 0 && (
          <p className="small muted">{`${formatCount(sansDonnees.length, 'commune choisie n’a', 'communes choisies n’ont')} pas toutes les années : secret ou absence.`}</p>
        )}
        {feasibility.kind === 'refus' ? (
          <Notice tone="warning">{`Refusé : ${feasibility.raison}`}</Notice>
        ) : (
          <>
            <p>
              Méthode : <strong>{methodWords[feasibility.methode]}</strong>.
              {feasibility.prudence && ` ${feasibility.prudence}`}
            </p>
            <PowerNotice puissance={faisable.puissance} unite={faisable.unite} cible={cible} />
            {canConduct && (
              <Form method="post">
                <input type="hidden" name="intention" value="figer" />
                <button type="submit" className="btn primary">
                  <Lock aria-hidden size={16} /> Figer, puis calculer
                </button>
                <p className="small muted">
                  Après, la question ne change plus ; l’étude reste, quel que soit son résultat.
                </p>
              </Form>
            )}
          </>
        )}
      </div>
    </Card>
  )
}

/** What such a study could see: said before it is launched, so that nobody discovers afterwards that it could see nothing. */
function PowerNotice({
  puissance,
  unite,
  cible,
}: {
  puissance: NonNullable<Page['faisable']>['puissance']
  unite: string
  cible: number | null
}) {
  if (puissance === null)
    return (
      <p className="small muted">
        Ce que l’étude pourrait voir n’est pas calculable : le passé est trop court.
      </p>
    )
  const { plusPetitVisible, annees } = puissance
  const seen = `Une telle étude ne verrait, quatre fois sur cinq, qu’un effet d’au moins ${formatEffect(plusPetitVisible, unite)} (mesuré sur ${formatCount(annees, 'année')} d’avant le début).`
  if (cible === null)
    return (
      <Notice tone="info">{`${seen} Déclarez le plus petit effet utile pour savoir si cela suffit.`}</Notice>
    )
  return plusPetitVisible <= cible ? (
    <Notice tone="success">{`${seen} Le plus petit effet utile, ${formatEffect(cible, unite)}, serait donc vu.`}</Notice>
  ) : (
    <Notice tone="warning">{`${seen} Le plus petit effet utile est ${formatEffect(cible, unite)} : elle sera probablement non concluante.`}</Notice>
  )
}
