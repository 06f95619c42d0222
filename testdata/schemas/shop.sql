-- A web shop: sixteen tables with composite keys, a tree of categories, two foreign keys between
-- the same tables, a pure junction table and a one-to-one.
-- PostgreSQL.

CREATE TYPE order_status AS ENUM ('cart', 'placed', 'paid', 'shipped', 'delivered', 'cancelled');
CREATE TYPE payment_method AS ENUM ('card', 'transfer', 'voucher');

CREATE TABLE customers (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    email      varchar(255) NOT NULL UNIQUE,
    first_name text         NOT NULL,
    last_name  text         NOT NULL,
    phone      varchar(32),
    created_at timestamptz  NOT NULL DEFAULT now()
);

CREATE TABLE credentials (
    customer_id   bigint PRIMARY KEY REFERENCES customers ON DELETE CASCADE,
    password_hash bytea NOT NULL,
    totp_secret   bytea,
    changed_at    timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE addresses (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    customer_id bigint  NOT NULL REFERENCES customers ON DELETE CASCADE,
    line1       text    NOT NULL,
    line2       text,
    city        text    NOT NULL,
    postcode    varchar(16),
    country     char(2) NOT NULL
);

CREATE TABLE categories (
    id        int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    parent_id int REFERENCES categories,
    slug      varchar(80) NOT NULL UNIQUE,
    name      text        NOT NULL
);

CREATE TABLE brands (
    id      int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name    text NOT NULL UNIQUE,
    website text
);

CREATE TABLE products (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    brand_id    int  REFERENCES brands,
    name        text NOT NULL,
    description text,
    active      boolean NOT NULL DEFAULT true
);

CREATE TABLE product_categories (
    product_id  bigint REFERENCES products ON DELETE CASCADE,
    category_id int    REFERENCES categories ON DELETE CASCADE,
    PRIMARY KEY (product_id, category_id)
);

CREATE TABLE variants (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    product_id bigint        NOT NULL REFERENCES products ON DELETE CASCADE,
    sku        varchar(40)   NOT NULL UNIQUE,
    price      numeric(10,2) NOT NULL CHECK (price >= 0),
    weight_g   int,
    attributes jsonb         NOT NULL DEFAULT '{}'
);

CREATE TABLE warehouses (
    id         int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    address_id bigint NOT NULL UNIQUE REFERENCES addresses,
    code       char(4) NOT NULL UNIQUE
);

CREATE TABLE stock (
    warehouse_id int    REFERENCES warehouses,
    variant_id   bigint REFERENCES variants,
    quantity     int NOT NULL DEFAULT 0,
    reserved     int NOT NULL DEFAULT 0,
    PRIMARY KEY (warehouse_id, variant_id)
);

CREATE TABLE orders (
    id                  bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    customer_id         bigint       NOT NULL REFERENCES customers,
    billing_address_id  bigint       NOT NULL REFERENCES addresses,
    shipping_address_id bigint       REFERENCES addresses,
    status              order_status NOT NULL DEFAULT 'cart',
    placed_at           timestamptz,
    total               numeric(12,2) GENERATED ALWAYS AS (net + tax) STORED,
    net                 numeric(12,2) NOT NULL DEFAULT 0,
    tax                 numeric(12,2) NOT NULL DEFAULT 0
);

CREATE TABLE order_items (
    order_id   bigint REFERENCES orders ON DELETE CASCADE,
    line       smallint,
    variant_id bigint        NOT NULL REFERENCES variants,
    quantity   int           NOT NULL CHECK (quantity > 0),
    unit_price numeric(10,2) NOT NULL,
    PRIMARY KEY (order_id, line)
);

CREATE TABLE payments (
    id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    order_id bigint         NOT NULL REFERENCES orders,
    method   payment_method NOT NULL,
    amount   numeric(12,2)  NOT NULL,
    paid_at  timestamptz
);

CREATE TABLE shipments (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    warehouse_id int NOT NULL REFERENCES warehouses,
    carrier      text,
    tracking     text UNIQUE,
    sent_at      timestamptz
);

CREATE TABLE shipment_items (
    shipment_id bigint REFERENCES shipments ON DELETE CASCADE,
    order_id    bigint,
    line        smallint,
    quantity    int NOT NULL,
    PRIMARY KEY (shipment_id, order_id, line),
    FOREIGN KEY (order_id, line) REFERENCES order_items (order_id, line)
);

CREATE TABLE reviews (
    product_id  bigint REFERENCES products ON DELETE CASCADE,
    customer_id bigint REFERENCES customers ON DELETE CASCADE,
    stars       smallint NOT NULL CHECK (stars BETWEEN 1 AND 5),
    body        text,
    created_at  timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (product_id, customer_id)
);

COMMENT ON TABLE customers IS 'People who have an account. Guests order with one, too: it has no credentials.';
COMMENT ON TABLE stock IS 'How many of a variant lie in a warehouse.';
COMMENT ON COLUMN products.brand_id IS 'Empty for goods without a brand.';
COMMENT ON COLUMN orders.shipping_address_id IS 'Empty: ship to the billing address.';
COMMENT ON COLUMN order_items.unit_price IS 'The price at checkout, not the price of today.';
COMMENT ON COLUMN stock.reserved IS 'Part of the quantity that is promised to open orders.';
