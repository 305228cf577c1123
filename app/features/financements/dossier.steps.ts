import { dossierInput } from './dossier.schema.ts'

/** The steps of the form, in the order a carrier thinks. */
export const stepLabels = {
  projet: 'Le projet',
  public: 'Pour qui, où',
  moyens: 'Avec quels moyens',
  budget: 'Le budget',
  resultats: 'Ce qui changera',
  unique: 'Le projet en une page',
  pieces: 'La structure et les pièces',
  depot: 'Vérifier, signer, déposer',
} as const
export type Step = keyof typeof stepLabels

export const longForm: ReadonlyArray<Step> = [
  'projet',
  'public',
  'moyens',
  'budget',
  'resultats',
  'pieces',
  'depot',
]
export const shortForm: ReadonlyArray<Step> = ['unique', 'pieces', 'depot']

export function stepsOf(formulaire: 'complet' | 'simplifie'): ReadonlyArray<Step> {
  return formulaire === 'complet' ? longForm : shortForm
}

export function isStep(value: string | undefined): value is Step {
  return value !== undefined && Object.hasOwn(stepLabels, value)
}

/** What each step asks of the dossier itself; counts, budget and results are tables beside. */
export const stepSchemas = {
  projet: dossierInput.pick({
    titre: true,
    axeId: true,
    reconduction: true,
    pluriannuel: true,
    besoins: true,
    objectifs: true,
    description: true,
    debut: true,
    fin: true,
  }),
  public: dossierInput.pick({
    publicVise: true,
    portee: true,
    communeCodes: true,
    qpvCodes: true,
    lieux: true,
  }),
  moyens: dossierInput.pick({
    moyensHumains: true,
    benevoles: true,
    salaries: true,
    etp: true,
    responsableNom: true,
    responsableFonction: true,
    responsableCourriel: true,
    responsableTelephone: true,
  }),
  budget: dossierInput.pick({ chargesIndirectes: true, seuilAidesDepasse: true }),
  resultats: dossierInput.pick({ evaluation: true, autresInformations: true }),
  unique: dossierInput.pick({
    titre: true,
    axeId: true,
    description: true,
    publicVise: true,
    communeCodes: true,
    debut: true,
    fin: true,
    responsableNom: true,
    responsableCourriel: true,
    responsableTelephone: true,
  }),
} as const

/** The steps one types in: the two others act at once. */
export type TypedStep = keyof typeof stepSchemas

export function isTypedStep(step: Step): step is TypedStep {
  return Object.hasOwn(stepSchemas, step)
}

/** Whether a step shows the budget, the counts of people, the results. */
export const hasBudget = (step: Step): boolean => step === 'budget' || step === 'unique'
export const hasPublics = (step: Step): boolean => step === 'public' || step === 'unique'
export const hasResultats = (step: Step): boolean => step === 'resultats'

/** The step after this one, or itself at the end. */
export function nextStep(steps: ReadonlyArray<Step>, step: Step): Step {
  return steps[steps.indexOf(step) + 1] ?? step
}
