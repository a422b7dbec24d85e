# Every command of the project; `make` alone lists them. A target says what it does after its ##.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.NOTPARALLEL:

PYTHON := .venv/bin/python
ROLE ?= koordinator

# With PORT=8123 the links that the portal prints must point to that port too.
ifdef PORT
export PORT
export SITE_URL ?= http://127.0.0.1:$(PORT)
endif

# Tests and checks never meet the developer's own database, nor a production setting from .env.
TEST_ENV := DJANGO_ENV=test DATABASE_URL=sqlite://:memory:
PYTEST := $(PYTHON) -m pytest
NO_BROWSER := --ignore=tests/browser
# A browser on a busy machine may be late: a test in Chromium is tried once more, and the output says so («R»).
# What no database decides is asked of one of them: who may do what (a third of all), what the check before publication
# says of a text, files and pictures, login and settings, the words on the pages, the forms of the admin.
SAME_ON_BOTH := --ignore=tests/adgang $(foreach name,udgivelsestjek* laesbarhed* billeder filer* overfoer deling feeds \
	nyhedstjek kontaktkort gamle_adresser linktjek saetninger moede_pdf oidc settings daarligt_input second_factor \
	demologin login sikkerhed oversaettelse engelsk demodata_tekster admin* rettigheder* nyhedsform bord_kanter \
	varsler_admin godkendelse_i_admin status_form status_admin statusrunde_admin forslag_form forslag_admin \
	mail_admin mail_texts accounts_admin,--ignore-glob='*/test_$(name).py')
# Several processes at once: on SQLite plans and mails show that it holds, the rest where several are at once in earnest.
AT_ONCE := $(foreach name,godkendelse moede statusrunde hoering,--ignore-glob='*/test_$(name)_samtidig.py')

.PHONY: help run login shell test test-fast lint format shots css venv venv-dev test-tools

help: ## viser denne liste
	@echo "Brug: make MÅL"
	@sed -n 's/^\([a-z][a-z-]*\):.*## \(.*\)/  \1|\2/p' Makefile | column -t -s '|'

run: ## starter portalen på http://127.0.0.1:8000 (anden port: make run PORT=8001)
	@deploy/run_local.sh

login: venv ## viser et link, der logger ind i den lokale demo: make login ROLE=koordinator
	@$(PYTHON) manage.py demologin "$(ROLE)"

shell: venv ## åbner Djangos Python-fortolker
	@$(PYTHON) manage.py shell

test: test-tools venv-dev node_modules/.package-lock.json lint ## kører alt: SQLite, Chromium og PostgreSQL 15
	@echo "── Test på SQLite"
	$(TEST_ENV) $(PYTEST) -n 2 $(NO_BROWSER) $(AT_ONCE)
	@echo "── Test i Chromium"
	$(TEST_ENV) $(PYTEST) -n 2 --dist loadgroup --reruns 1 tests/browser
	@echo "── Test på PostgreSQL 15"
	DJANGO_ENV=test deploy/with_postgres.sh $(PYTEST) -n 2 $(NO_BROWSER) $(SAME_ON_BOTH)
	@echo "Alle test er bestået."

test-fast: venv-dev lint ## kører lint og de hurtige test på SQLite uden browser
	$(TEST_ENV) $(PYTEST) -n 2 $(NO_BROWSER) -m "not slow"

lint: venv-dev ## efterser kode, format, migrationer og Djangos egne krav
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(TEST_ENV) $(PYTHON) manage.py check
	$(TEST_ENV) $(PYTHON) manage.py makemigrations --check --dry-run

format: venv-dev ## sætter koden op, så lint er tilfreds
	$(PYTHON) -m ruff check --fix .
	$(PYTHON) -m ruff format .

shots: test-tools venv-dev ## fotograferer alle sidetyper i Chromium
	$(PYTHON) tests/browser/shots.py

css: node_modules/.package-lock.json ## oversætter scss til den css, der er lagt i git
	npm run css

venv:
	@deploy/venv.sh requirements.txt

venv-dev:
	@deploy/venv.sh requirements-dev.txt

test-tools:
	@deploy/install_test_tools.sh

# npm writes this file last, so it is older than package-lock.json exactly when something has changed.
node_modules/.package-lock.json: package.json package-lock.json
	npm ci --no-audit --no-fund
	@touch $@
