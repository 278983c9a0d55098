const policy = {
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'"],
  connectSrc: ["'self'"],
  imgSrc: ["'self'", 'data:'],
  baseUri: ["'none'"],
  formAction: ["'none'"],
  frameAncestors: ["'none'"],
}

/** The page runs its own files and nothing else, and no other page may frame it. */
export const securityHeaders = {
  contentSecurityPolicy: { useDefaults: false, directives: policy },
  // Served over plain HTTP on loopback; whoever puts TLS in front sets it there.
  strictTransportSecurity: false,
} as const

/** The same for a page whose forms come back here, and which runs no script at all. */
export const formHeaders = {
  ...securityHeaders,
  contentSecurityPolicy: {
    useDefaults: false,
    directives: { ...policy, scriptSrc: ["'none'"], formAction: ["'self'"] },
  },
} as const
