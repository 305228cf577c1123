import { Form, Link } from 'react-router'
import { AxeDot, Card, Facts } from '#app/ui/page.tsx'
import { nextEtats } from './diagnostic.rules.ts'
import type { DiagnosticEtat } from './diagnostic.schema.ts'
import type { DiagnosticView } from './diagnostic-page.server.ts'

/** The files of a diagnosis, and its comparison with the one it takes up. */
export function DiagnosticActions({ view: { diagnostic, constats } }: { view: DiagnosticView }) {
  return (
    <>
      {diagnostic.precedentId && (
        <Link className="btn" to="comparer">
          Comparer
        </Link>
      )}
      {constats.length > 0 && (
        <>
          <a className="btn" href={`${diagnostic.id}/pdf`}>
            PDF
          </a>
          <a className="btn" href={`${diagnostic.id}/docx`}>
            DOCX
          </a>
        </>
      )}
    </>
  )
}

/** What the diagnosis is about. */
export function DiagnosticSummary({
  view: { diagnostic, lieux },
  base,
}: {
  view: DiagnosticView
  base: string
}) {
  const own = lieux.filter(({ niveau }) => niveau !== 'epci')
  const axe = diagnostic.axeNumero && (
    <span className="row">
      <AxeDot numero={diagnostic.axeNumero} />
      <Link to={`${base}/axes/${diagnostic.axeId}`}>{diagnostic.axeTitre}</Link>
    </span>
  )
  const places = (
    <ul className="list">
      {own.map(({ niveau, code, nom }) => (
        <li key={code}>
          <Link to={`${base}/observatoire/portrait/${niveau}/${code}`}>{nom}</Link>
        </li>
      ))}
    </ul>
  )
  return (
    <Card>
      <Facts
        items={[
          ['Année', diagnostic.annee],
          ['Axe', axe],
          ['Lieux', own.length > 0 ? places : null],
          ['En résumé', diagnostic.resume],
        ]}
      />
    </Card>
  )
}

const moveWords: Record<DiagnosticEtat, string> = {
  brouillon: 'Reprendre en brouillon',
  partage: 'Ouvrir à la discussion et au vote',
  valide: 'Valider le diagnostic',
}

/** What who leads the project may do of a diagnosis. */
export function DiagnosticDesk({ view: { diagnostic, constats } }: { view: DiagnosticView }) {
  const isOpen = diagnostic.etat !== 'valide'
  const isFrozen = constats.some(({ figesLe }) => figesLe !== null)
  return (
    <Card title="Conduire ce diagnostic">
      <div className="row">
        {isOpen && (
          <>
            <Link className="btn primary" to="constats/nouveau">
              Ajouter un constat
            </Link>
            <Link className="btn" to="modifier">
              Modifier l’objet et le résumé
            </Link>
            <Gesture name={isFrozen ? 'degeler' : 'figer'}>
              {isFrozen ? 'Rendre les chiffres vivants' : 'Figer les chiffres à ce jour'}
            </Gesture>
          </>
        )}
        {nextEtats[diagnostic.etat].map((to) => (
          <Gesture key={to} name="etat" vers={to}>
            {moveWords[to]}
          </Gesture>
        ))}
        <Form method="post" className="row">
          <input type="hidden" name="geste" value="reprendre" />
          <label className="row">
            <span>Reprendre pour l’année</span>
            <input
              className="input"
              name="annee"
              inputMode="numeric"
              pattern="[0-9]{4}"
              size={5}
              defaultValue={diagnostic.annee + 1}
            />
          </label>
          <button type="submit" className="btn">
            Ouvrir la nouvelle version
          </button>
        </Form>
      </div>
    </Card>
  )
}

function Gesture({ name, vers, children }: { name: string; vers?: DiagnosticEtat; children: string }) {
  return (
    <Form method="post">
      <input type="hidden" name="geste" value={name} />
      {vers && <input type="hidden" name="vers" value={vers} />}
      <button type="submit" className="btn">
        {children}
      </button>
    </Form>
  )
}
