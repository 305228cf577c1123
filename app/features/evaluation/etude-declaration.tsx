import { Lock } from 'lucide-react'
import { Form } from 'react-router'
import { formatInstant } from '#app/lib/paris-time.ts'
import { formatCount, formatList } from '#app/lib/text.ts'
import { Card, Facts, Notice } from '#app/ui/page.tsx'
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
          ['Indicateur', etude.protocole?.indicateurNom ?? etude.indicateur],
          ['Document-cadre', document ?? 'aucun'],
          ['Communes concernées', formatList(communes)],
          ['Première année concernée', String(etude.debut)],
          ['Plus petit effet utile', etude.cible === null ? 'non déclaré' : String(etude.cible)],
          ['Choisies sur cet indicateur', etude.choisiesSurMesure ? 'oui' : 'non'],
          ['Figée le', etude.figeeLe ? formatInstant(new Date(etude.figeeLe)) : 'non figée'],
        ]}
      />
    </Card>
  )
}

/** What the data allow, before any result: the method follows from the design, nobody picks it. */
export function FreezeCard({
  faisable,
  canConduct,
}: {
  faisable: NonNullable<Page['faisable']>
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
