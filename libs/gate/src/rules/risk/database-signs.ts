import type { Pattern } from '../line-rule.ts'

/** Statements and calls that change what a database holds things in, whatever file they stand in. */
export const databaseSigns: readonly Pattern[] = [
  {
    pattern:
      /\b(?:create|alter|drop|truncate|rename)\s+(?:or\s+replace\s+|unique\s+|materialized\s+|temporary\s+)?(?:table|index|view|schema|database|column|sequence|trigger|type|constraint|keyspace)\s+(?!of\b|the\b|is\b|for\b|to\b)[\w"`.[]/i,
  },
  {
    // A statement may go on in the next line; in capitals it is no sentence.
    pattern:
      /\b(?:CREATE|ALTER|DROP|TRUNCATE)\s+(?:UNIQUE\s+)?(?:TABLE|INDEX|VIEW|SCHEMA|DATABASE|SEQUENCE|TRIGGER)\s*$|\b(?:ADD|DROP|ALTER|MODIFY)\s+COLUMN\b|\b(?:GRANT|REVOKE)\s+[A-Z, ]{1,60}\sON\s/,
  },
  {
    // Alembic, Knex, Sequelize, TypeORM, EF Core, Laravel, Rails, Django, Ecto, GORM, MongoDB.
    pattern:
      /\bop\.(?:add|drop|alter|create|execute)_?\w*\s*\(|\b(?:knex|trx)\.schema\b|\bquery(?:Interface|Runner)\.(?:add|remove|drop|create|change|rename|bulk)\w*\s*\(|\bmigrationBuilder\.\w+|\bSchema::(?:create|table|drop|rename)\w*\s*\(|\b(?:add|remove|rename|change)_column\b|\b(?:create|drop)_table\b|\bmigrations\.(?:Run|Add|Remove|Alter|Create|Delete|Rename)\w+\s*\(|^\s*(?:alter|create|drop|rename)\s+(?:table|index)\s*\(|\bAutoMigrate\s*\(|\.(?:create|drop)(?:Index|Indexes|Collection|SearchIndex)\s*\(/,
  },
  {
    // Contents: in capitals, or as a text of its own.
    pattern:
      /\b(?:INSERT\s+INTO|DELETE\s+FROM|MERGE\s+INTO|REPLACE\s+INTO|UPDATE\s+[\w"`.]{1,80}\s+SET)\b|["'`]\s{0,20}(?:insert\s+into|delete\s+from|update\s+\w{1,80}\s+set)\b/,
  },
  {
    // Tools that are called by hand and from scripts.
    pattern:
      /\b(?:alembic\s+(?:upgrade|downgrade|revision|stamp)|(?:rails|rake)\s+db:\w+|prisma\s+(?:migrate|db)|(?:knex|sequelize|sqlx|diesel|goose|dbmate|drizzle-kit)\s+(?:migrat\w+|db:\w+|push|up|down|redo)|typeorm\s+\w*migration|flyway\s+\w+|liquibase\s+\w+|manage\.py\s+migrate|artisan\s+(?:migrate|db:)|dotnet\s+ef\s+\w+|ecto\.\w+|mongosh?|psql|mysql)\s+-?\w*|\b(?:rails|rake)\s+db:/,
    languages: ['shell', 'yaml', 'other'],
  },
  {
    // Drizzle, TypeORM, JPA, Doctrine, EF and GORM describe tables in code.
    where: 'sources',
    pattern:
      /\b(?:pg|mysql|sqlite)(?:Table|Schema|Enum)\s*\(|@(?:Column|PrimaryColumn|PrimaryGeneratedColumn|Entity|OneToMany|ManyToOne|ManyToMany|OneToOne|JoinColumn|JoinTable|Table|GeneratedValue)\b|#\[\s*ORM\\|@ORM\\|\[\s*(?:Column|Table|ForeignKey|Index)\s*\(\s*["']|\bmodelBuilder\b|\bgorm:"|\bMigrator\s*\(\)|\bdiesel::table!|\btable!\s*\{|:\s*(?:\w{0,20}Id)?Table\s*\(\s*"/,
  },
  {
    // Django, SQLAlchemy, Sequelize, Mongoose, ent; what stands inside a migration of Rails or Laravel.
    where: 'sources',
    pattern:
      /\bmodels\.(?:\w+Field|ForeignKey)\s*\(|(?<![.\w])(?:Column|mapped_column)\s*\(|\bMapped\[|\bDataTypes\.[A-Z]\w*|\bsequelize\.define\s*\(|\bnew\s+(?:mongoose\.)?Schema\s*\(|\b(?:field|edge)\.(?:String|Int|Bool|Time|UUID|Float|Enum|JSON|Text|To|From)\w*\s*\(\s*"|\bt(?:able)?\.(?:string|integer|increments|bigint\w*|boolean|text|jsonb?|uuid|timestamps?|date\w*|decimal|float|foreign|references|belongs_to|unique|drop\w+)\b|\$table->\w+|\b(?:add|remove)_(?:index|reference|foreign_key|timestamps|check_constraint)\b|\bchange_(?:table|column\w*)\b|\b\w*[sS]chema\.(?:create|alter|drop)\w+\s*\(/,
  },
  {
    // Liquibase, in XML and YAML.
    files: /\.(xml|ya?ml|json)$/,
    pattern:
      /(?:<|-\s*|["'])(?:changeSet|createTable|dropTable|addColumn|dropColumn|renameColumn|modifyDataType|createIndex|dropIndex|addForeignKeyConstraint)\b/,
  },
]
