import type { Pattern } from '../line-rule.ts'

/** Interface descriptions under any name, and the addresses that others call. */
export const contractSigns: readonly Pattern[] = [
  {
    files: /\.(ya?ml|json)$/,
    pattern:
      /^\s*["']?(?:openapi|swagger|asyncapi)["']?\s*:\s*["']?\d|^["']?paths["']?\s*:|^\s+["']?\/[\w{}/.-]*["']?\s*:\s*(?:\{\s*)?$|^\s*["']?(?:operationId|requestBody)["']?\s*:|#\/components\//,
  },
  {
    // How a value is called when it travels, and what a client is shown of it.
    where: 'sources',
    pattern:
      /@(?:JsonProperty|JsonNaming|SerializedName|SerialName|ApiProperty\w*|ApiResponse|ObjectType|InputType|Field|ResolveField)\b|\[\s*(?:JsonPropertyName|JsonProperty|DataMember|FromQuery|FromBody)\b|\b(?:json|xml|yaml|protobuf|msgpack):"|#\[\s*serde\s*\(|\bclass\s+\w+\s*\([^)]{0,100}\b(?:BaseModel|\w*Serializer|Schema|TypedDict)\b|#\[\s*Route\b|@Route\b|#\[\s*(?:ApiResource|Groups)\b/,
  },
  {
    languages: ['javascript', 'python', 'ruby', 'go', 'java', 'php'],
    where: 'sources',
    pattern: /\bgql\s*`|^\s*(?:extend\s+)?type\s+(?:Query|Mutation|Subscription)\s*\{/,
  },
  {
    languages: ['javascript'],
    where: 'sources',
    pattern:
      /\b(?:app|router|server|fastify|api)\.(?:get|post|put|patch|delete|all|route)\s*\(\s*["'`]\/|@(?:Get|Post|Put|Patch|Delete|Controller)\s*\(\s*["'`]/,
  },
  {
    languages: ['python'],
    where: 'sources',
    pattern:
      /^\s*@\w+\.(?:route|get|post|put|patch|delete|websocket)\s*\(\s*["']\/|\bre_path\s*\(|^\s*path\s*\(\s*["']/,
  },
  {
    languages: ['java', 'csharp'],
    where: 'sources',
    pattern:
      /@(?:Get|Post|Put|Patch|Delete|Request)Mapping\b|@Path\s*\(|\[\s*(?:Http(?:Get|Post|Put|Patch|Delete)|Route)\b|\.Map(?:Get|Post|Put|Delete)\s*\(/,
  },
  {
    files: /(^|\/)(config\/routes\.rb|routes\/(web|api)\.php)$/,
    pattern: /^\s*(?:resources?|get|post|put|patch|delete|namespace|scope|mount)\b|\bRoute::/,
  },
  {
    languages: ['go', 'rust'],
    where: 'sources',
    pattern:
      /\.(?:HandleFunc|Handle|GET|POST|PUT|PATCH|DELETE|route)\s*\(\s*"\/|^\s*#\[\s*(?:get|post|put|patch|delete)\s*\(\s*"\//,
  },
]
