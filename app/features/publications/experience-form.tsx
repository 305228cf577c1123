import { Snowflake } from 'lucide-react'
import { Form } from 'react-router'
import { formatDate } from '#app/lib/dates.ts'
import { formatShortList } from '#app/lib/text.ts'
import type { RefusedForm } from '#app/platform/refused-form.ts'
import { CheckInput, DateInput, FormFields, HiddenInput, TextArea, TextInput } from '#app/ui/form.tsx'
import { experienceFields } from './experience.fields.ts'
import type { Bloc, BlocSection, ExperienceInput } from './experience.schema.ts'

export interface ExperienceFormProps {
  values: ExperienceInput
  version: number
  blocs: ReadonlyArray<Bloc>
  refused: RefusedForm | undefined
}

const LINES_SHOWN = 6

/** The sections in the order they are read, each with the blocks already taken from the project. */
export function ExperienceForm({ values, version, blocs, refused }: ExperienceFormProps) {
  const taken = (section: BlocSection) => <Taken blocs={blocs.filter((bloc) => bloc.section === section)} />
  return (
    <Form method="post" className="form card">
      <FormFields words={experienceFields} values={values} refused={refused}>
        <HiddenInput name="version" value={version} />
        <div className="form-section">
          <TextInput name="titre" required wide />
          <DateInput name="mois" required />
          <TextInput name="typeAction" />
          <TextInput name="departement" />
        </div>
        <TextArea name="surLeVif" rows={2} />
        <TextInput name="surLeVifFonction" wide />
        <TextArea name="porteurs" rows={2} />
        {taken('porteurs')}
        <TextArea name="objectifs" rows={6} />
        {taken('objectifs')}
        <TextArea name="origine" rows={8} />
        {taken('origine')}
        <TextArea name="description" rows={14} />
        {taken('description')}
        <TextArea name="bilan" rows={6} />
        <CheckInput name="nonMesure" wide />
        {taken('bilan')}
        <TextArea name="partenaires" rows={4} />
        {taken('partenaires')}
        <TextArea name="moyensHumains" rows={4} />
        {taken('moyensHumains')}
        <TextArea name="moyensFinanciers" rows={2} />
        {taken('moyensFinanciers')}
        <TextArea name="moyensMateriels" rows={2} />
        {taken('moyensMateriels')}
        <TextArea name="notes" rows={3} />
        <TextArea name="complement" rows={2} />
        <TextArea name="contact" rows={2} />
        <div className="form-bar">
          <button type="submit" className="btn primary">
            Enregistrer
          </button>
        </div>
      </FormFields>
    </Form>
  )
}

/** What the sheet already takes from the project in a section: no need to type it again. */
function Taken({ blocs }: { blocs: ReadonlyArray<Bloc> }) {
  if (blocs.length === 0) return null
  return (
    <ul className="list taken">
      {blocs.map((bloc) => (
        <li key={bloc.cle} className="row">
          <Snowflake aria-hidden size={15} />
          <span>
            <strong>{bloc.titre}</strong> : {formatShortList(bloc.lignes, LINES_SHOWN)}{' '}
            <span className="muted">(pris dans le projet, figé le {formatDate(bloc.figeLe)})</span>
          </span>
        </li>
      ))}
    </ul>
  )
}
