-- A trading company: sixty-two tables in seven schemas.
-- PostgreSQL.

CREATE SCHEMA base;
CREATE SCHEMA hr;
CREATE SCHEMA catalog;
CREATE SCHEMA sales;
CREATE SCHEMA purchasing;
CREATE SCHEMA warehouse;
CREATE SCHEMA finance;

-- base ---------------------------------------------------------------------------------------

CREATE TABLE base.countries (
    code char(2) PRIMARY KEY,
    name text    NOT NULL UNIQUE,
    eu   boolean NOT NULL DEFAULT false
);

CREATE TABLE base.currencies (
    code   char(3)  PRIMARY KEY,
    name   text     NOT NULL,
    digits smallint NOT NULL DEFAULT 2
);

CREATE TABLE base.languages (
    code char(2) PRIMARY KEY,
    name text NOT NULL
);

CREATE TABLE base.addresses (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    country_code char(2) NOT NULL REFERENCES base.countries,
    street       text    NOT NULL,
    city         text    NOT NULL,
    postcode     varchar(16)
);

CREATE TABLE base.contacts (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    language   char(2) REFERENCES base.languages,
    name       text NOT NULL,
    email      varchar(255) UNIQUE,
    phone      varchar(32)
);

CREATE TABLE base.users (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    login      varchar(60) NOT NULL UNIQUE,
    contact_id bigint      NOT NULL UNIQUE REFERENCES base.contacts,
    active     boolean     NOT NULL DEFAULT true
);

CREATE TABLE base.roles (
    id   int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name varchar(60) NOT NULL UNIQUE
);

CREATE TABLE base.user_roles (
    user_id    bigint REFERENCES base.users ON DELETE CASCADE,
    role_id    int    REFERENCES base.roles ON DELETE CASCADE,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (user_id, role_id)
);

CREATE TABLE base.attachments (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    uploaded_by bigint NOT NULL REFERENCES base.users,
    file_name   text   NOT NULL,
    content     bytea  NOT NULL
);

-- hr -----------------------------------------------------------------------------------------

CREATE TYPE hr.contract_kind AS ENUM ('permanent', 'temporary', 'apprentice');

CREATE TABLE hr.departments (
    id        int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    parent_id int REFERENCES hr.departments,
    name      text NOT NULL UNIQUE
);

CREATE TABLE hr.positions (
    id    int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    title text NOT NULL,
    grade smallint NOT NULL
);

CREATE TABLE hr.employees (
    id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    user_id       bigint UNIQUE REFERENCES base.users,
    department_id int    NOT NULL REFERENCES hr.departments,
    manager_id    bigint REFERENCES hr.employees,
    address_id    bigint REFERENCES base.addresses,
    first_name    text   NOT NULL,
    last_name     text   NOT NULL,
    hired_on      date   NOT NULL
);

ALTER TABLE hr.departments ADD COLUMN head_id bigint UNIQUE REFERENCES hr.employees;

CREATE TABLE hr.contracts (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    employee_id bigint           NOT NULL REFERENCES hr.employees,
    position_id int              NOT NULL REFERENCES hr.positions,
    kind        hr.contract_kind NOT NULL,
    valid_from  date             NOT NULL,
    valid_to    date,
    salary      numeric(12,2)    NOT NULL,
    currency    char(3)          NOT NULL REFERENCES base.currencies
);

CREATE TABLE hr.absences (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    employee_id bigint NOT NULL REFERENCES hr.employees,
    approved_by bigint REFERENCES hr.employees,
    first_day   date   NOT NULL,
    last_day    date   NOT NULL
);

CREATE TABLE hr.skills (
    id   int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text NOT NULL UNIQUE
);

CREATE TABLE hr.employee_skills (
    employee_id bigint REFERENCES hr.employees,
    skill_id    int    REFERENCES hr.skills,
    PRIMARY KEY (employee_id, skill_id)
);

-- catalog ------------------------------------------------------------------------------------

CREATE TABLE catalog.categories (
    id        int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    parent_id int REFERENCES catalog.categories,
    slug      varchar(80) NOT NULL UNIQUE
);

CREATE TABLE catalog.category_names (
    category_id int     REFERENCES catalog.categories ON DELETE CASCADE,
    language    char(2) REFERENCES base.languages,
    name        text    NOT NULL,
    PRIMARY KEY (category_id, language)
);

CREATE TABLE catalog.brands (
    id   int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text NOT NULL UNIQUE
);

CREATE TABLE catalog.units (
    code varchar(8) PRIMARY KEY,
    name text NOT NULL
);

CREATE TABLE catalog.tax_classes (
    id   int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text NOT NULL UNIQUE
);

CREATE TABLE catalog.products (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    sku          varchar(40) NOT NULL UNIQUE,
    brand_id     int         REFERENCES catalog.brands,
    category_id  int         NOT NULL REFERENCES catalog.categories,
    tax_class_id int         NOT NULL REFERENCES catalog.tax_classes,
    unit         varchar(8)  NOT NULL REFERENCES catalog.units,
    replaced_by  bigint      REFERENCES catalog.products,
    active       boolean     NOT NULL DEFAULT true
);

CREATE TABLE catalog.product_texts (
    product_id  bigint  REFERENCES catalog.products ON DELETE CASCADE,
    language    char(2) REFERENCES base.languages,
    name        text    NOT NULL,
    description text,
    PRIMARY KEY (product_id, language)
);

CREATE TABLE catalog.product_images (
    product_id    bigint REFERENCES catalog.products ON DELETE CASCADE,
    attachment_id bigint REFERENCES base.attachments,
    PRIMARY KEY (product_id, attachment_id)
);

CREATE TABLE catalog.bundles (
    bundle_id  bigint REFERENCES catalog.products ON DELETE CASCADE,
    product_id bigint REFERENCES catalog.products,
    quantity   numeric(10,3) NOT NULL,
    PRIMARY KEY (bundle_id, product_id)
);

CREATE TABLE catalog.price_lists (
    id       int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name     text    NOT NULL,
    currency char(3) NOT NULL REFERENCES base.currencies
);

CREATE TABLE catalog.prices (
    price_list_id int    REFERENCES catalog.price_lists ON DELETE CASCADE,
    product_id    bigint REFERENCES catalog.products,
    valid_from    date,
    amount        numeric(12,4) NOT NULL,
    PRIMARY KEY (price_list_id, product_id, valid_from)
);

-- sales --------------------------------------------------------------------------------------

CREATE TYPE sales.order_status AS ENUM ('open', 'confirmed', 'delivered', 'invoiced', 'cancelled');

CREATE TABLE sales.customers (
    id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    number        varchar(20)   NOT NULL UNIQUE,
    name          text          NOT NULL,
    price_list_id int           NOT NULL REFERENCES catalog.price_lists,
    account_owner bigint        REFERENCES hr.employees,
    credit_limit  numeric(14,2)
);

CREATE TABLE sales.customer_contacts (
    customer_id bigint REFERENCES sales.customers ON DELETE CASCADE,
    contact_id  bigint REFERENCES base.contacts,
    PRIMARY KEY (customer_id, contact_id)
);

CREATE TABLE sales.customer_addresses (
    customer_id bigint   REFERENCES sales.customers ON DELETE CASCADE,
    number      smallint,
    address_id  bigint   NOT NULL REFERENCES base.addresses,
    PRIMARY KEY (customer_id, number)
);

CREATE TABLE sales.campaigns (
    id    int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name  text NOT NULL,
    begun date NOT NULL,
    ended date
);

CREATE TABLE sales.quotes (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    customer_id bigint NOT NULL REFERENCES sales.customers,
    campaign_id int    REFERENCES sales.campaigns,
    made_by     bigint NOT NULL REFERENCES hr.employees,
    valid_until date   NOT NULL
);

CREATE TABLE sales.quote_items (
    quote_id   bigint REFERENCES sales.quotes ON DELETE CASCADE,
    line       smallint,
    product_id bigint        NOT NULL REFERENCES catalog.products,
    quantity   numeric(10,3) NOT NULL,
    unit_price numeric(12,4) NOT NULL,
    PRIMARY KEY (quote_id, line)
);

CREATE TABLE sales.orders (
    id               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    quote_id         bigint UNIQUE REFERENCES sales.quotes,
    customer_id      bigint   NOT NULL,
    bill_to          smallint NOT NULL,
    ship_to          smallint,
    status           sales.order_status NOT NULL DEFAULT 'open',
    ordered_at       timestamptz NOT NULL DEFAULT now(),
    FOREIGN KEY (customer_id) REFERENCES sales.customers,
    CONSTRAINT fk_bill_to FOREIGN KEY (customer_id, bill_to) REFERENCES sales.customer_addresses (customer_id, number),
    CONSTRAINT fk_ship_to FOREIGN KEY (customer_id, ship_to) REFERENCES sales.customer_addresses (customer_id, number)
);

CREATE TABLE sales.order_items (
    order_id   bigint REFERENCES sales.orders ON DELETE CASCADE,
    line       smallint,
    product_id bigint        NOT NULL REFERENCES catalog.products,
    quantity   numeric(10,3) NOT NULL,
    unit_price numeric(12,4) NOT NULL,
    PRIMARY KEY (order_id, line)
);

CREATE TABLE sales.returns (
    id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    order_id bigint   NOT NULL,
    line     smallint NOT NULL,
    quantity numeric(10,3) NOT NULL,
    reason   text,
    FOREIGN KEY (order_id, line) REFERENCES sales.order_items (order_id, line)
);

CREATE TABLE sales.campaign_products (
    campaign_id int    REFERENCES sales.campaigns ON DELETE CASCADE,
    product_id  bigint REFERENCES catalog.products,
    discount    numeric(5,2) NOT NULL,
    PRIMARY KEY (campaign_id, product_id)
);

-- purchasing ---------------------------------------------------------------------------------

CREATE TABLE purchasing.suppliers (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    number     varchar(20) NOT NULL UNIQUE,
    name       text        NOT NULL,
    address_id bigint      NOT NULL REFERENCES base.addresses,
    currency   char(3)     NOT NULL REFERENCES base.currencies
);

CREATE TABLE purchasing.supplier_contacts (
    supplier_id bigint REFERENCES purchasing.suppliers ON DELETE CASCADE,
    contact_id  bigint REFERENCES base.contacts,
    PRIMARY KEY (supplier_id, contact_id)
);

CREATE TABLE purchasing.offers (
    supplier_id bigint REFERENCES purchasing.suppliers,
    product_id  bigint REFERENCES catalog.products,
    price       numeric(12,4) NOT NULL,
    lead_days   smallint      NOT NULL,
    PRIMARY KEY (supplier_id, product_id)
);

CREATE TABLE purchasing.orders (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    supplier_id bigint NOT NULL REFERENCES purchasing.suppliers,
    ordered_by  bigint NOT NULL REFERENCES hr.employees,
    ordered_at  timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE purchasing.order_items (
    order_id    bigint REFERENCES purchasing.orders ON DELETE CASCADE,
    line        smallint,
    supplier_id bigint        NOT NULL,
    product_id  bigint        NOT NULL,
    quantity    numeric(10,3) NOT NULL,
    PRIMARY KEY (order_id, line),
    FOREIGN KEY (supplier_id, product_id) REFERENCES purchasing.offers (supplier_id, product_id)
);

CREATE TABLE purchasing.receipts (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    order_id     bigint NOT NULL REFERENCES purchasing.orders,
    received_by  bigint NOT NULL REFERENCES hr.employees,
    received_at  timestamptz NOT NULL DEFAULT now()
);

-- warehouse ----------------------------------------------------------------------------------

CREATE TABLE warehouse.sites (
    id         int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name       text   NOT NULL UNIQUE,
    address_id bigint NOT NULL UNIQUE REFERENCES base.addresses,
    manager_id bigint REFERENCES hr.employees
);

CREATE TABLE warehouse.zones (
    site_id int REFERENCES warehouse.sites,
    code    char(2),
    cooled  boolean NOT NULL DEFAULT false,
    PRIMARY KEY (site_id, code)
);

CREATE TABLE warehouse.bins (
    site_id int,
    zone    char(2),
    aisle   smallint,
    shelf   smallint,
    PRIMARY KEY (site_id, zone, aisle, shelf),
    FOREIGN KEY (site_id, zone) REFERENCES warehouse.zones (site_id, code)
);

CREATE TABLE warehouse.lots (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    product_id bigint NOT NULL REFERENCES catalog.products,
    receipt_id bigint REFERENCES purchasing.receipts,
    best_until date
);

CREATE TABLE warehouse.stock (
    site_id  int,
    zone     char(2),
    aisle    smallint,
    shelf    smallint,
    lot_id   bigint REFERENCES warehouse.lots,
    quantity numeric(10,3) NOT NULL,
    PRIMARY KEY (site_id, zone, aisle, shelf, lot_id),
    FOREIGN KEY (site_id, zone, aisle, shelf) REFERENCES warehouse.bins
);

CREATE TABLE warehouse.movements (
    id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    lot_id    bigint        NOT NULL REFERENCES warehouse.lots,
    from_site int           REFERENCES warehouse.sites,
    to_site   int           REFERENCES warehouse.sites,
    quantity  numeric(10,3) NOT NULL,
    moved_by  bigint        NOT NULL REFERENCES hr.employees,
    moved_at  timestamptz   NOT NULL DEFAULT now()
);

CREATE TABLE warehouse.carriers (
    id   int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text NOT NULL UNIQUE
);

CREATE TABLE warehouse.shipments (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    order_id   bigint NOT NULL REFERENCES sales.orders,
    site_id    int    NOT NULL REFERENCES warehouse.sites,
    carrier_id int    REFERENCES warehouse.carriers,
    tracking   text   UNIQUE,
    sent_at    timestamptz
);

CREATE TABLE warehouse.shipment_items (
    shipment_id bigint REFERENCES warehouse.shipments ON DELETE CASCADE,
    order_id    bigint,
    line        smallint,
    lot_id      bigint NOT NULL REFERENCES warehouse.lots,
    PRIMARY KEY (shipment_id, order_id, line),
    FOREIGN KEY (order_id, line) REFERENCES sales.order_items (order_id, line)
);

CREATE TABLE warehouse.stocktakes (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    site_id    int    NOT NULL REFERENCES warehouse.sites,
    counted_by bigint NOT NULL REFERENCES hr.employees,
    counted_on date   NOT NULL
);

-- finance ------------------------------------------------------------------------------------

CREATE TYPE finance.side AS ENUM ('debit', 'credit');

CREATE TABLE finance.accounts (
    number    varchar(10) PRIMARY KEY,
    parent    varchar(10) REFERENCES finance.accounts,
    name      text        NOT NULL
);

CREATE TABLE finance.cost_centres (
    code          varchar(10) PRIMARY KEY,
    department_id int UNIQUE REFERENCES hr.departments
);

CREATE TABLE finance.tax_rates (
    tax_class_id int     REFERENCES catalog.tax_classes,
    country_code char(2) REFERENCES base.countries,
    valid_from   date,
    percent      numeric(5,2) NOT NULL,
    PRIMARY KEY (tax_class_id, country_code, valid_from)
);

CREATE TABLE finance.exchange_rates (
    from_currency char(3) REFERENCES base.currencies,
    to_currency   char(3) REFERENCES base.currencies,
    day           date,
    rate          numeric(18,8) NOT NULL,
    PRIMARY KEY (from_currency, to_currency, day)
);

CREATE TABLE finance.invoices (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    number      varchar(20) NOT NULL UNIQUE,
    order_id    bigint      NOT NULL UNIQUE REFERENCES sales.orders,
    currency    char(3)     NOT NULL REFERENCES base.currencies,
    issued_on   date        NOT NULL,
    due_on      date        NOT NULL
);

CREATE TABLE finance.supplier_bills (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    receipt_id  bigint        NOT NULL REFERENCES purchasing.receipts,
    currency    char(3)       NOT NULL REFERENCES base.currencies,
    amount      numeric(14,2) NOT NULL,
    scan_id     bigint        UNIQUE REFERENCES base.attachments
);

CREATE TABLE finance.payments (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    invoice_id bigint        REFERENCES finance.invoices,
    bill_id    bigint        REFERENCES finance.supplier_bills,
    amount     numeric(14,2) NOT NULL,
    paid_on    date          NOT NULL,
    CHECK (num_nonnulls(invoice_id, bill_id) = 1)
);

CREATE TABLE finance.journal (
    id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    posted_by bigint NOT NULL REFERENCES base.users,
    posted_at timestamptz NOT NULL DEFAULT now(),
    text      text NOT NULL
);

CREATE TABLE finance.postings (
    journal_id  bigint REFERENCES finance.journal,
    line        smallint,
    account     varchar(10)   NOT NULL REFERENCES finance.accounts,
    cost_centre varchar(10)   REFERENCES finance.cost_centres,
    side        finance.side  NOT NULL,
    amount      numeric(14,2) NOT NULL,
    payment_id  bigint        REFERENCES finance.payments,
    PRIMARY KEY (journal_id, line)
);

COMMENT ON TABLE catalog.bundles IS 'What a product that is a bundle consists of.';
COMMENT ON TABLE warehouse.movements IS 'Goods in, goods out, and between sites: one of the two sites may be empty.';
COMMENT ON COLUMN sales.orders.ship_to IS 'Empty: ship to the billing address.';
COMMENT ON COLUMN hr.employees.user_id IS 'Empty for people without a computer.';
COMMENT ON COLUMN finance.payments.bill_id IS 'Either an invoice is paid or a bill.';
