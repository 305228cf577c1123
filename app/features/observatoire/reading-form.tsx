import { Form } from 'react-router'
import { Card } from '#app/ui/page.tsx'
import type { RefusedReading } from './imports-page.server.ts'

interface ReadingFormProps {
  asked: ReadonlyArray<readonly [string, string]>
  refusal: RefusedReading | null
}

/** What the file does not say and the person knows: its year, odd texts, what a comma stands for. */
export function ReadingForm({ asked, refusal }: ReadingFormProps) {
  const isAmbiguous = refusal?.code === 'nombre-ambigu'
  const millesime = asked.find(([name]) => name === 'millesime')?.[1] ?? ''
  const kept = asked.filter(([name]) => name === 'marque' || (name === 'virgule' && !isAmbiguous))
  return (
    <Card title="Ce que le fichier ne dit pas">
      <Form method="get" className="stack-s">
        {kept.map(([name, value]) => (
          <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
        ))}
        <div className="form-section">
          {(refusal?.textes ?? []).map((texte) => (
            <Meaning key={texte} texte={texte} />
          ))}
          {isAmbiguous && (
            <label className="field">
              <span>Une virgule suivie de trois chiffres</span>
              <select className="input" name="virgule" required>
                <option value="decimale">sépare les décimales : 1,500 vaut un et demi</option>
                <option value="milliers">sépare les milliers : 1,500 vaut mille cinq cents</option>
              </select>
            </label>
          )}
          <label className="field">
            <span>Millésime, quand le fichier ne le dit pas</span>
            <input
              className="input"
              name="millesime"
              inputMode="numeric"
              pattern="[0-9]{4}"
              defaultValue={millesime}
            />
          </label>
        </div>
        <div>
          <button className="btn" type="submit">
            Relire le fichier
          </button>
        </div>
      </Form>
    </Card>
  )
}

function Meaning({ texte }: { texte: string }) {
  return (
    <label className="field">
      <span>Que veut dire « {texte.slice(0, 40)} » ?</span>
      <select className="input" name="marque" defaultValue="">
        <option value="">c’est une erreur, à corriger dans le fichier</option>
        <option value={`${texte}=indisponible`}>chiffre non disponible</option>
        <option value={`${texte}=secret`}>secret statistique</option>
        <option value={`${texte}=non_significatif`}>non significatif</option>
        <option value={`${texte}=sans_objet`}>sans objet</option>
      </select>
    </label>
  )
}
