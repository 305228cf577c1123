/** A mesh of three threads: what the word « maillage » draws. */
export function Logo({ size = 28 }: { size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 32 32"
      fill="none"
      stroke="currentColor"
      strokeWidth="2.4"
      aria-hidden="true"
    >
      <path d="M5 8c7 0 7 8 11 8s4-8 11-8" />
      <path d="M5 16c7 0 7 8 11 8s4-8 11-8" />
      <path d="M5 24c7 0 7-8 11-8s4 8 11 8" opacity=".55" />
      <circle cx="16" cy="16" r="2.6" fill="currentColor" stroke="none" />
    </svg>
  )
}
