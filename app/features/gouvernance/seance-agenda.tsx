import { ArrowDown, ArrowUp } from 'lucide-react'
import { Form, Link } from 'react-router'
import { choicesOf } from '#app/lib/choices.ts'
import { formatCount } from '#app/lib/text.ts'
import type { RefusedForm } from '#app/platform/refused-form.ts'
import { FormFields, HiddenInput, NumberInput, SelectInput, TextArea, TextInput } from '#app/ui/form.tsx'
import { Badge, Card, Empty } from '#app/ui/page.tsx'
import { pointNatures, resultats } from './seance.schema.ts'
import { pointWords } from './seance.words.ts'
import { DecisionDesk } from './seance-decision.tsx'
import { NotesArea } from './seance-notes.tsx'
import type { PagePoint, SeancePage } from './seance-page.server.ts'

interface AgendaProps {
  page: SeancePage
  base: string
  refused: RefusedForm | undefined
}

const resultTones = { adoptee: 'green', rejetee: 'red', ajournee: 'ochre' } as const

/** The agenda: what each item is about, its notes while the meeting runs, what was decided. */
export function AgendaCard({ page, base, refused }: AgendaProps) {
  const minutes = page.points.reduce((sum, point) => sum + (point.dureeMinutes ?? 0), 0)
  return (
    <Card
      title="Ordre du jour"
      aside={
        minutes > 0 && (
          <span className="small muted">{`${formatCount(minutes, 'minute')} sur ${page.seance.dureeMinutes}`}</span>
        )
      }
    >
      <div className="stack">
        {page.points.length === 0 && (
          <Empty title="L’ordre du jour est vide.">
            Ajoutez un point : on ne convoque pas sans dire pourquoi.
          </Empty>
        )}
        {page.points.map((point, index) => (
          <PointBlock
            key={point.id}
            page={page}
            point={point}
            rank={index + 1}
            base={base}
            refused={mineOf(refused, point.id)}
          />
        ))}
        {page.canPrepare && (
          <NewPoint page={page} refused={refused?.values.intention?.[0] === 'point' ? refused : undefined} />
        )}
      </div>
    </Card>
  )
}

function mineOf(refused: RefusedForm | undefined, pointId: string): RefusedForm | undefined {
  return refused?.values.point?.[0] === pointId ? refused : undefined
}

function PointBlock({ page, point, rank, base, refused }: AgendaProps & { point: PagePoint; rank: number }) {
  return (
    <article className="stack-s" id={`point-${point.id}`}>
      <header className="row">
        <h3>{`${rank}. ${point.titre}`}</h3>
        <Badge>{pointNatures[point.nature]}</Badge>
        {point.dureeMinutes && <span className="small muted">{`${point.dureeMinutes} min`}</span>}
        {point.resultat && <Badge tone={resultTones[point.resultat]}>{resultats[point.resultat]}</Badge>}
        {page.canPrepare && <PointMoves point={point} />}
      </header>
      {point.presentation && <p className="prose">{point.presentation}</p>}
      {point.ficheCode && (
        <p className="small">
          Porte sur la fiche{' '}
          <Link to={`${base}/fiches/${point.ficheCode}`}>{`${point.ficheCode} ${point.ficheTitre}`}</Link>
        </p>
      )}
      {point.avenantNumero && (
        <p className="small">
          Porte sur l’
          <Link to={`${base}/documents/${point.documentCode}/avenants/${point.avenantNumero}`}>
            {`avenant n° ${point.avenantNumero} de ${point.document}`}
          </Link>
        </p>
      )}
      {point.appelCode && (
        <p className="small">
          Porte sur la programmation{' '}
          <Link
            to={`${base}/financements/appels/${point.appelCode}/programmation?simulation=${point.simulationId}`}
          >
            {point.simulation}
          </Link>
        </p>
      )}
      {page.canHold ? (
        <NotesArea key={point.id} pointId={point.id} notes={point.notes} />
      ) : (
        point.notes && <p className="prose">{point.notes}</p>
      )}
      {point.nature === 'decision' && <DecisionDesk page={page} point={point} refused={refused} />}
    </article>
  )
}

function PointMoves({ point }: { point: PagePoint }) {
  return (
    <Form method="post" className="tree-moves" preventScrollReset>
      <HiddenInput name="point" value={point.id} />
      <button type="submit" name="intention" value="monter" className="btn ghost small" title="Monter">
        <ArrowUp aria-hidden size={14} /> <span className="sr-only">{`Monter ${point.titre}`}</span>
      </button>
      <button type="submit" name="intention" value="descendre" className="btn ghost small" title="Descendre">
        <ArrowDown aria-hidden size={14} /> <span className="sr-only">{`Descendre ${point.titre}`}</span>
      </button>
      {!point.resultat && (
        <button type="submit" name="intention" value="retirer-point" className="btn ghost small">
          Retirer<span className="sr-only">{` ${point.titre}`}</span>
        </button>
      )}
    </Form>
  )
}

function NewPoint({ page, refused }: { page: SeancePage; refused: RefusedForm | undefined }) {
  return (
    <details className="disclosure" open={refused !== undefined || page.points.length === 0}>
      <summary>Ajouter un point</summary>
      <Form method="post" className="form" key={page.points.length}>
        <FormFields words={pointWords} values={{ nature: 'information' }} refused={refused} idPrefix="point-">
          <HiddenInput name="intention" value="point" />
          <div className="form-section">
            <TextInput name="titre" required wide />
            <SelectInput name="nature" choices={choicesOf(pointNatures)} required />
            <NumberInput name="dureeMinutes" />
            <SelectInput name="ficheId" choices={page.decidable.fiches} empty="Aucune" />
            <SelectInput name="avenantId" choices={page.decidable.avenants} empty="Aucun" />
            <SelectInput name="simulationId" choices={page.decidable.simulations} empty="Aucune" />
          </div>
          <TextArea name="presentation" rows={3} />
        </FormFields>
        <div>
          <button type="submit" className="btn primary">
            Ajouter ce point
          </button>
        </div>
      </Form>
    </details>
  )
}
