# A public library: eleven tables, in MySQL's dialect, with inline comments.

CREATE TABLE `branch` (
  `id` smallint unsigned NOT NULL AUTO_INCREMENT,
  `name` varchar(80) NOT NULL,
  `phone` varchar(30) DEFAULT NULL,
  `head_id` int unsigned DEFAULT NULL COMMENT 'the librarian in charge',
  PRIMARY KEY (`id`),
  UNIQUE KEY `uq_branch_head` (`head_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE `librarian` (
  `id` int unsigned NOT NULL AUTO_INCREMENT,
  `branch_id` smallint unsigned NOT NULL,
  `name` varchar(120) NOT NULL,
  `hired_on` date NOT NULL,
  PRIMARY KEY (`id`),
  KEY `ix_librarian_branch` (`branch_id`),
  CONSTRAINT `fk_librarian_branch` FOREIGN KEY (`branch_id`) REFERENCES `branch` (`id`)
) ENGINE=InnoDB;

ALTER TABLE `branch` ADD CONSTRAINT `fk_branch_head` FOREIGN KEY (`head_id`) REFERENCES `librarian` (`id`) ON DELETE SET NULL;

CREATE TABLE `author` (
  `id` int unsigned NOT NULL AUTO_INCREMENT,
  `name` varchar(160) NOT NULL,
  `born` year DEFAULT NULL,
  `died` year DEFAULT NULL,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB;

CREATE TABLE `publisher` (
  `id` int unsigned NOT NULL AUTO_INCREMENT,
  `name` varchar(160) NOT NULL,
  `city` varchar(80) DEFAULT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `name` (`name`)
) ENGINE=InnoDB;

CREATE TABLE `book` (
  `isbn` char(13) NOT NULL COMMENT 'without hyphens',
  `title` varchar(255) NOT NULL,
  `publisher_id` int unsigned DEFAULT NULL,
  `language` enum('de','en','es','fr','other') NOT NULL DEFAULT 'en',
  `pages` smallint unsigned DEFAULT NULL,
  `published` year DEFAULT NULL,
  PRIMARY KEY (`isbn`),
  CONSTRAINT `fk_book_publisher` FOREIGN KEY (`publisher_id`) REFERENCES `publisher` (`id`)
) ENGINE=InnoDB COMMENT='One edition; the things on the shelves are copies.';

CREATE TABLE `book_author` (
  `isbn` char(13) NOT NULL,
  `author_id` int unsigned NOT NULL,
  PRIMARY KEY (`isbn`,`author_id`),
  CONSTRAINT `fk_ba_book` FOREIGN KEY (`isbn`) REFERENCES `book` (`isbn`) ON DELETE CASCADE,
  CONSTRAINT `fk_ba_author` FOREIGN KEY (`author_id`) REFERENCES `author` (`id`)
) ENGINE=InnoDB;

CREATE TABLE `copy` (
  `isbn` char(13) NOT NULL,
  `number` smallint unsigned NOT NULL,
  `branch_id` smallint unsigned NOT NULL,
  `condition` enum('new','good','worn') NOT NULL DEFAULT 'new',
  `bought_on` date DEFAULT NULL,
  PRIMARY KEY (`isbn`,`number`),
  CONSTRAINT `fk_copy_book` FOREIGN KEY (`isbn`) REFERENCES `book` (`isbn`),
  CONSTRAINT `fk_copy_branch` FOREIGN KEY (`branch_id`) REFERENCES `branch` (`id`)
) ENGINE=InnoDB;

CREATE TABLE `member` (
  `id` int unsigned NOT NULL AUTO_INCREMENT,
  `branch_id` smallint unsigned NOT NULL COMMENT 'where the card was issued',
  `guardian_id` int unsigned DEFAULT NULL COMMENT 'for members under 14',
  `name` varchar(120) NOT NULL,
  `email` varchar(190) DEFAULT NULL,
  `joined_on` date NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `uq_member_email` (`email`),
  CONSTRAINT `fk_member_branch` FOREIGN KEY (`branch_id`) REFERENCES `branch` (`id`),
  CONSTRAINT `fk_member_guardian` FOREIGN KEY (`guardian_id`) REFERENCES `member` (`id`)
) ENGINE=InnoDB;

CREATE TABLE `loan` (
  `id` bigint unsigned NOT NULL AUTO_INCREMENT,
  `member_id` int unsigned NOT NULL,
  `isbn` char(13) NOT NULL,
  `copy_number` smallint unsigned NOT NULL,
  `lent_by` int unsigned NOT NULL,
  `taken_back_by` int unsigned DEFAULT NULL,
  `lent_at` datetime NOT NULL,
  `due_on` date NOT NULL,
  `returned_at` datetime DEFAULT NULL,
  PRIMARY KEY (`id`),
  CONSTRAINT `fk_loan_member` FOREIGN KEY (`member_id`) REFERENCES `member` (`id`),
  CONSTRAINT `fk_loan_copy` FOREIGN KEY (`isbn`,`copy_number`) REFERENCES `copy` (`isbn`,`number`),
  CONSTRAINT `fk_loan_lent_by` FOREIGN KEY (`lent_by`) REFERENCES `librarian` (`id`),
  CONSTRAINT `fk_loan_taken_back_by` FOREIGN KEY (`taken_back_by`) REFERENCES `librarian` (`id`)
) ENGINE=InnoDB;

CREATE TABLE `fine` (
  `loan_id` bigint unsigned NOT NULL,
  `amount` decimal(6,2) NOT NULL,
  `paid_at` datetime DEFAULT NULL,
  PRIMARY KEY (`loan_id`),
  CONSTRAINT `fk_fine_loan` FOREIGN KEY (`loan_id`) REFERENCES `loan` (`id`) ON DELETE CASCADE
) ENGINE=InnoDB COMMENT='At most one per loan.';

CREATE TABLE `reservation` (
  `member_id` int unsigned NOT NULL,
  `isbn` char(13) NOT NULL,
  `pickup_branch_id` smallint unsigned NOT NULL,
  `placed_at` datetime NOT NULL,
  PRIMARY KEY (`member_id`,`isbn`),
  CONSTRAINT `fk_reservation_member` FOREIGN KEY (`member_id`) REFERENCES `member` (`id`),
  CONSTRAINT `fk_reservation_book` FOREIGN KEY (`isbn`) REFERENCES `book` (`isbn`),
  CONSTRAINT `fk_reservation_branch` FOREIGN KEY (`pickup_branch_id`) REFERENCES `branch` (`id`)
) ENGINE=InnoDB;
