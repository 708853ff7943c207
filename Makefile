# confeed: GNU make, one file, not recursive. "make help" lists the targets.
#
# Everything made lies in build/$(BUILD)/, one folder for each kind of build:
#   release  optimised and hardened, the default
#   debug    for a debugger, and for lint
#   asan     address and undefined-behaviour sanitizers
#   tsan     thread sanitizer
#   cov      counts the lines that the tests reach
#   fuzz     clang and libFuzzer
#
# CC, CPPFLAGS, CFLAGS and LDFLAGS of the caller are added to what is set here.

VERSION = 0.5.0
BUILD ?= release
JOBS ?= 2
FUZZ_SECONDS ?= 60
prefix ?= /usr/local

LIBRARIES = libical uuid libmicrohttpd glib-2.0 yaml-0.1 jansson sqlite3 libdeflate libxxhash \
    libsodium libqrencode libcmark libxml-2.0

# Libraries that are used where they are there: SYSTEMD= builds without one. What needs it is one of
# a pair of files.
SYSTEMD := $(shell pkg-config --exists libsystemd 2>/dev/null && echo libsystemd)
SECCOMP := $(shell pkg-config --exists libseccomp 2>/dev/null && echo libseccomp)
LIBZIP := $(shell pkg-config --exists libzip 2>/dev/null && echo libzip)
# Loaded when something is fetched (src/service/fetch/curl_library), so only its header is needed.
LIBCURL := $(shell pkg-config --exists libcurl zlib 2>/dev/null && echo libcurl zlib)
XLSXWRITER := $(shell pkg-config --exists xlsxwriter 2>/dev/null && echo xlsxwriter)
# Loaded when something is printed (src/render/paper/type_library), likewise.
PANGO := $(shell pkg-config --exists 'pangocairo >= 1.50' pangoft2 cairo-pdf fontconfig 2>/dev/null && \
    echo pangocairo pangoft2 cairo-pdf fontconfig)
LIBRARIES += $(SYSTEMD) $(SECCOMP) $(LIBZIP) $(LIBCURL) $(XLSXWRITER) $(PANGO)
left_out = src/service/systemd$(if $(SYSTEMD),_none).c \
    $(if $(LIBCURL),src/service/fetch/transfer_none.c, \
    $(addprefix src/service/fetch/,curl_library.c gate.c transfer.c transfer_fault.c unpacking.c)) \
    src/service/helper/syscall_filter$(if $(SECCOMP),_none).c \
    $(if $(LIBZIP),src/file/table/workbook_table_none.c, \
    src/file/table/workbook_table.c src/file/table/zip_parts.c) \
    $(if $(PANGO),src/render/paper/paper_printer_none.c, \
    $(addprefix src/render/paper/,paper_block.c paper_pen.c paper_printer.c type_library.c)) \
    $(if $(XLSXWRITER),src/render/workbook/book_file_none.c, \
    $(addprefix src/render/workbook/book_,file.c list.c matrix.c pen.c))

O = build/$(BUILD)

.DEFAULT_GOAL = all
.DELETE_ON_ERROR:
.SUFFIXES:
MAKEFLAGS += --no-builtin-rules

# --- Compiler and flags -----------------------------------------------------------------------

ifeq ($(BUILD),fuzz)
CC = clang
else ifeq ($(origin CC),default)
CC = gcc
endif

comma = ,
sanitize_address = -fsanitize=address,undefined -fno-sanitize-recover=all

ifeq ($(BUILD),release)
kind_cppflags = -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2
kind_cflags = -O2 -g -fPIE -fstack-protector-strong -fstack-clash-protection
kind_ldflags = -pie -Wl,-z,relro -Wl,-z,now
ifeq ($(shell uname -m),x86_64)
kind_cflags += -fcf-protection
endif
else ifeq ($(BUILD),debug)
kind_cflags = -Og -g3
else ifeq ($(BUILD),asan)
kind_cflags = -O1 -g -fno-omit-frame-pointer $(sanitize_address)
kind_ldflags = $(sanitize_address)
else ifeq ($(BUILD),tsan)
kind_cflags = -O1 -g -fno-omit-frame-pointer -fsanitize=thread
kind_ldflags = -fsanitize=thread $(addprefix -Wl$(comma)--wrap=,g_mutex_lock g_mutex_unlock \
    g_cond_wait g_cond_wait_until g_atomic_rc_box_release_full g_bytes_unref)
kind_sources = tests/tsan/glib_locks.c
else ifeq ($(BUILD),cov)
kind_cflags = -O0 -g --coverage
kind_ldflags = --coverage
else ifeq ($(BUILD),fuzz)
kind_cflags = -O1 -g -fno-omit-frame-pointer -fsanitize=fuzzer-no-link $(sanitize_address)
kind_ldflags = $(sanitize_address)
else
$(error BUILD=$(BUILD) is unknown: use release, debug, asan, tsan, cov or fuzz)
endif

warnings = -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes \
    -Wold-style-definition -Wredundant-decls -Wnested-externs -Wpointer-arith -Wwrite-strings \
    -Wvla -Wformat=2 -Wundef -Winit-self -Wdate-time
ifneq ($(filter-out 0 false,$(CI) $(WERROR)),)
warnings += -Werror
endif

# pkg-config is asked when the first object needs it and not before: on a fresh machine this file
# is read before pkg-config is there. After the first use the answer is kept.
library_cflags = $(eval library_cflags := $$(shell pkg-config --cflags $(LIBRARIES)))$(library_cflags)
library_libs = $(eval library_libs := $$(shell pkg-config --libs $(LIBRARIES)))$(library_libs)

compile_flags = -std=gnu17 -pthread $(warnings) -Isrc -D_GNU_SOURCE \
    -DG_LOG_DOMAIN='"confeed"' \
    -DGLIB_VERSION_MIN_REQUIRED=GLIB_VERSION_2_74 -DGLIB_VERSION_MAX_ALLOWED=GLIB_VERSION_2_74 \
    -DCONFEED_VERSION='"$(VERSION)"' \
    -ffile-prefix-map=$(CURDIR)=. \
    $(kind_cppflags) $(kind_cflags) $(library_cflags) $(CPPFLAGS) $(CFLAGS)
link_flags = -pthread -Wl,--as-needed $(kind_ldflags) $(CFLAGS) $(LDFLAGS)

# --- What is made from what -------------------------------------------------------------------

# $(call find,FOLDERS,PATTERN): the files in them and in the folders below, in order.
find = $(sort $(shell find $(1) -name '$(2)'))

sources := $(filter-out src/main.c $(left_out),$(call find,src,*.c)) $(kind_sources)
headers := $(call find,src,*.h)
assets := $(sort $(wildcard src/assets/*))
unit_sources := $(call find,tests/unit,test_*.c)
support_sources := $(sort $(wildcard tests/unit/*.c))
fuzz_sources := $(sort $(wildcard tests/fuzz/fuzz_*.c))
bench_sources := $(sort $(wildcard tests/bench/bench_*.c))
tool_sources := $(sort $(wildcard tests/*/tool_*.c))

objects_of = $(patsubst %.c,$(O)/obj/%.o,$(1))
main_object := $(call objects_of,src/main.c)
asset_objects := $(assets:%=$(O)/obj/%.o)
objects := $(call objects_of,$(sources)) $(asset_objects)
unit_objects := $(call objects_of,$(unit_sources) $(support_sources))
fuzz_objects := $(call objects_of,$(fuzz_sources) tests/fuzz/replay.c)
helper_objects := $(call objects_of,$(bench_sources) $(tool_sources))

program = $(O)/confeed
archive = $(O)/libconfeed.a
unit_programs := $(unit_sources:%.c=$(O)/%)
replay_programs := $(fuzz_sources:tests/fuzz/fuzz_%.c=$(O)/tests/fuzz/replay_%)
fuzz_programs := $(fuzz_sources:%.c=$(O)/%)
helper_programs := $(patsubst %.c,$(O)/%,$(bench_sources) $(tool_sources))

# Prints a short line for each step, or with V=1 the whole command.
Q = $(if $(V),,@)
say = @$(if $(V),:,echo "  $(1)")
# A text as one word for the shell.
quote = '$(subst ','\'',$(1))'
# $(call when_changed,FILE,TEXT): writes the text unless the file already holds it.
when_changed = printf '%s\n' $(call quote,$(2)) | cmp -s - $(1) || printf '%s\n' $(call quote,$(2)) >$(1)
# make again, after packages came; two jobs unless the caller has chosen a number.
submake = $(MAKE) --no-print-directory $(if $(filter -j% --jobserver%,$(MAKEFLAGS)),,-j$(JOBS))
# What test scripts may rely on; tests/run gives the same.
test_environment = TOP=$(CURDIR) BUILD_DIR=$(CURDIR)/$(O) CONFEED=$(CURDIR)/$(program)

.PHONY: all FORCE
all: $(program) ## build the program

$(program): $(main_object) $(archive)
	$(call say,LINK $@)
	$(Q)$(CC) $(link_flags) -o $@ $^ $(library_libs)

# Removed first, so that no object of a deleted source stays in it.
$(archive): $(objects) $(O)/sources
	$(call say,AR   $@)
	$(Q)rm -f $@ && ar rcsD $@ $(objects)

$(O)/obj/%.o: %.c $(O)/flags
	$(call say,CC   $<)
	@mkdir -p $(@D)
	$(Q)$(CC) $(compile_flags) $(local_flags) -MMD -MP -c -o $@ $<

# An asset becomes three symbols, told apart by the name of its file: of style.css asset_style_css,
# its octets, asset_style_css_end, behind the last, and asset_style_css_name, the name it is served
# under, which changes with them.
asset_symbol = asset_$(subst .,_,$(notdir $<))
asset_hash = $$(sha256sum <$< | cut -c1-16)

$(O)/obj/src/assets/%.o: src/assets/% $(O)/flags
	$(call say,DATA $<)
	@mkdir -p $(@D)
	$(Q)printf '%s\n' '.section .rodata' \
	    '.global $(asset_symbol), $(asset_symbol)_end, $(asset_symbol)_name' \
	    '$(asset_symbol): .incbin "$<"' '$(asset_symbol)_end: .byte 0' \
	    "$(asset_symbol)_name: .asciz \"$(basename $(<F))-$(asset_hash)$(suffix $<)\"" \
	    '.section .note.GNU-stack' | $(CC) -x assembler -c -o $@ -

# Objects depend on the flags they were compiled with, the archive on the list of its sources.
$(O)/flags: FORCE | need-libraries
	@mkdir -p $(@D)
	@$(call when_changed,$@,$(CC) $(compile_flags) $(link_flags))

$(O)/sources: FORCE
	@mkdir -p $(@D)
	@$(call when_changed,$@,$(sources) $(assets))

# $(call need,USE,LIBRARIES): one plain line when something to build with is missing.
need = missing=; command -v $(firstword $(CC)) >/dev/null || missing=" $(firstword $(CC))"; \
    if ! command -v pkg-config >/dev/null; then missing="$$missing pkg-config"; \
    else for library in $(2); do \
        pkg-config --exists $$library || missing="$$missing $$library"; done; fi; \
    [ -z "$$missing" ] || { \
        echo "confeed: not found:$$missing. To install what is missing: make setup USE=$(1)" >&2; \
        exit 1; }

.PHONY: need-libraries need-cmocka
need-libraries:
	@$(call need,build,$(LIBRARIES))

need-cmocka:
	@$(call need,test,cmocka zlib)

-include $(patsubst %.o,%.d,$(main_object) $(objects) $(unit_objects) $(fuzz_objects) $(helper_objects))

# --- Running ----------------------------------------------------------------------------------

.PHONY: run feeds
run: ## install what is missing, build, serve data/ (LISTEN=ADDRESS:PORT)
	@contrib/install-packages build
	@$(submake) all
	@exec $(program) serve $(if $(LISTEN),--listen $(LISTEN)) data/*.yaml

feeds: ## rebuild feeds/ from data/gfmd-2007.yaml
	@$(submake) BUILD=release all
	@build/release/confeed build data/gfmd-2007.yaml -o feeds

# --- Tests ------------------------------------------------------------------------------------

# cmocka hands every test a state that few of them need; a fuzz target has no header.
$(unit_objects): private local_flags = -Itests/unit -Wno-unused-parameter
$(unit_objects): | need-cmocka
$(fuzz_objects): private local_flags = -Wno-missing-prototypes

$(unit_programs): $(O)/%: $(O)/obj/%.o $(call objects_of,$(support_sources)) $(archive)
	$(call say,LINK $@)
	@mkdir -p $(@D)
	$(Q)$(CC) $(link_flags) -o $@ $^ $(library_libs) $$(pkg-config --libs cmocka zlib)

$(replay_programs): $(O)/tests/fuzz/replay_%: $(O)/obj/tests/fuzz/fuzz_%.o \
    $(call objects_of,tests/fuzz/replay.c) $(archive)
	$(call say,LINK $@)
	@mkdir -p $(@D)
	$(Q)$(CC) $(link_flags) -o $@ $^ $(library_libs)

$(fuzz_programs): $(O)/tests/fuzz/fuzz_%: $(O)/obj/tests/fuzz/fuzz_%.o $(archive)
	$(call say,LINK $@)
	@mkdir -p $(@D)
	$(Q)$(CC) $(link_flags) -fsanitize=fuzzer -o $@ $^ $(library_libs)

# Programs that measure, and those through which scripts ask a module.
$(helper_programs): $(O)/%: $(O)/obj/%.o $(archive)
	$(call say,LINK $@)
	@mkdir -p $(@D)
	$(Q)$(CC) $(link_flags) -o $@ $^ $(library_libs)

.PHONY: test test-programs test-zones test-clients test-debian memcheck test-yaml test-history drills bench regen fuzz fuzz-programs cov
test: ## install what is missing, build, run all tests (T=PATTERN: some)
	@contrib/install-packages build test
	@$(submake) test-programs
	@BUILD=$(BUILD) JOBS=$(JOBS) tests/run $(T)

test-programs: $(program) $(unit_programs) $(replay_programs) $(helper_programs)

# Needs root. The root of the release is kept in ROOT for the next time.
RELEASE ?= 13
debian_environment = TOP=$(CURDIR) RELEASE=$(RELEASE) ROOT=$(or $(ROOT),$(CURDIR)/build/debian-$(RELEASE))

test-debian: ## run all tests in a root of Debian RELEASE=12 or 13 (T=PATTERN: some)
	@$(debian_environment) tests/debian/run $(T) || [ $$? -eq 77 ]

test-zones: ## compare the time zone of every place with tzdata (slow)
	@contrib/install-packages build test
	@$(submake) test-programs
	@$(test_environment) tests/zones/run_all

test-clients: ## subscribe with Thunderbird, Evolution and vdirsyncer; follow publications
	@contrib/install-packages build test
	@contrib/install-packages clients || echo "confeed: clients that are missing are skipped" >&2
	@$(submake) all
	@CLIENTS=real BUILD=$(BUILD) JOBS=$(JOBS) tests/run $(or $(T),subscriptions/)

# GLib's own allocator would hide from valgrind what is read too late. Leaks are the sanitizers'.
memcheck: ## replay what fuzzers have found under valgrind, which sees into libraries
	@contrib/install-packages build memcheck
	@$(submake) $(replay_programs)
	@set -e; for name in $(fuzz_sources:tests/fuzz/fuzz_%.c=%); do \
	    printf 'memcheck %s: ' $$name; \
	    G_SLICE=always-malloc valgrind --quiet --error-exitcode=1 --leak-check=no \
	        --track-origins=yes $(O)/tests/fuzz/replay_$$name tests/fuzz/corpus/$$name; \
	done

test-yaml: ## compare 10,000 random agendas with what another reader makes of them
	@contrib/install-packages build test
	@$(submake) test-programs
	@CONFEED_TEST_AGENDAS=10000 TEST_SECONDS=1800 BUILD=$(BUILD) tests/run text/test_yaml

test-history: ## compare 3,000 random histories with a reference (slow)
	@contrib/install-packages build test
	@$(submake) test-programs
	@TEST_HISTORIES=3000 TEST_HISTORY_SECONDS=1500 TEST_SECONDS=1800 BUILD=$(BUILD) \
	    tests/run history/test_reference

drills: ## run the drills at their full length (T=PATTERN: some)
	@contrib/install-packages build test
	@$(submake) test-programs
	@DRILLS=full TEST_SECONDS=1800 BUILD=$(BUILD) JOBS=1 tests/run $(or $(T),drills/)

bench: ## measure the speed, beside other libraries
	@contrib/install-packages build test bench
	@$(submake) test-programs
	@$(test_environment) tests/bench/run

regen: ## rewrite what the golden tests expect; review the diff
	@$(submake) all $(O)/tests/golden/tool_manual_keys $(O)/tests/golden/tool_json_schema
	@$(test_environment) tests/golden/regen

fuzz: ## fuzz each target for FUZZ_SECONDS (60)
	@contrib/install-packages build fuzz
	@$(submake) BUILD=fuzz fuzz-programs
	@set -e; for name in $(fuzz_sources:tests/fuzz/fuzz_%.c=%); do \
	    corpus=build/fuzz/corpus/$$name; mkdir -p $$corpus build/fuzz/found; \
	    cp -R tests/fuzz/corpus/$$name/. $$corpus; \
	    echo "fuzzing $$name for $(FUZZ_SECONDS) s"; \
	    build/fuzz/tests/fuzz/fuzz_$$name -max_total_time=$(FUZZ_SECONDS) -timeout=10 \
	        -print_final_stats=1 -artifact_prefix=build/fuzz/found/$$name- $$corpus; \
	done

fuzz-programs: $(fuzz_programs)

# Of every hundred lines of src/ so many must be reached by the tests that take a minute or two: all
# of modules but the one that reads the largest agendas, those that compare whole trees, and those of
# what meets strangers. (What helpers reach is not counted: they may write no file.)
cov_floor = 94.5
cov_tests = 'unit/[!f]*' 'unit/file/[!t]*' 'unit/file/test_[!a]*' 'unit/file/test_agenda_[!l]*' \
    fuzz/ golden/ cli/test_export cli/test_import cli/test_sources fetch/ follow/

cov: ## tell which lines of src/ tests reach, and fail if they are too few (T=PATTERN: some tests)
	@contrib/install-packages build test
	@$(submake) BUILD=cov test-programs
	@find build/cov -name '*.gcda' -delete
	@BUILD=cov JOBS=$(JOBS) tests/run $(or $(T),$(cov_tests))
	@gcov --no-output $$(find build/cov/obj/src -name '*.gcda') 2>/dev/null | \
	    tests/coverage $(if $(T),,floor=$(cov_floor))

# What tests need from npm: for tests/clients in build/node/clients, and likewise. Without a registry
# those that need it say so and skip.
node_packages := $(wildcard tests/clients/package.json tests/page/package.json)
test-programs: $(node_packages:tests/%/package.json=build/node/%/installed)

build/node/%/installed: tests/%/package.json tests/%/package-lock.json
	$(call say,NPM  $(@D))
	@mkdir -p $(@D) && cp $^ $(@D)
	@cd $(@D) && if npm ci --ignore-scripts --no-audit --no-fund --fetch-retries=1 >npm.log 2>&1; \
	    then touch $(@F); \
	    else cat npm.log >&2; echo "confeed: npm failed; tests that need its packages skip" >&2; fi

# Locales in which letters and digits are others: of i Turkish makes a capital of its own. Tests that
# use them set LOCPATH, and skip what they cannot try.
test-programs: $(addprefix build/locales/,tr_TR.UTF-8/LC_IDENTIFICATION ar_SA.UTF-8/LC_IDENTIFICATION)

build/locales/%.UTF-8/LC_IDENTIFICATION:
	$(call say,LOC  $(@D))
	@mkdir -p build/locales
	@localedef --no-archive -i $* -f UTF-8 $(@D) || echo "confeed: no locale $*; tests skip it" >&2

# --- Lint -------------------------------------------------------------------------------------

c_files = $(call find,src tests,*.[ch])
shell_files = $(shell grep -rlIE --exclude-dir=build --exclude-dir=.git '^\#!.*[/ ](ba)?sh( |$$)' .) \
    contrib/completion/confeed
man_pages := $(wildcard contrib/man/*.[1-9])
tidy_done := $(patsubst %.c,$(O)/tidy/%.done,$(wildcard src/main.c) $(sources))
lint_steps = lint-format lint-layers lint-sizes lint-words lint-shell lint-man lint-cppcheck lint-tidy

.PHONY: lint lint-all $(lint_steps) format
lint: ## check the form of the sources
	@contrib/install-packages build lint
	@$(submake) --keep-going --output-sync=target BUILD=debug lint-all
	@echo "lint: nothing found"

lint-all: $(lint_steps)

lint-format:
	$(call say,LINT clang-format)
	$(Q)$(if $(c_files),clang-format --dry-run -Werror $(c_files))

lint-layers:
	$(call say,LINT layers)
	$(Q)tests/lint/layers

lint-sizes:
	$(call say,LINT sizes)
	$(Q)tests/lint/sizes $(c_files)

lint-words:
	$(call say,LINT words)
	$(Q)tests/lint/words

lint-shell:
	$(call say,LINT shellcheck)
	$(Q)shellcheck --external-sources $(shell_files)

lint-man:
	$(call say,LINT mandoc)
	$(Q)$(if $(man_pages),mandoc -Tlint -W warning $(man_pages))

lint-cppcheck:
	$(call say,LINT cppcheck)
	$(Q)cppcheck --quiet --error-exitcode=1 --std=c11 --library=posix --library=gtk --inline-suppr \
	    --enable=warning,performance,portability --suppressions-list=tests/lint/cppcheck.txt \
	    -Isrc -D_GNU_SOURCE -DG_LOG_DOMAIN='"confeed"' -DCONFEED_VERSION='"$(VERSION)"' src

lint-tidy: $(tidy_done)

$(O)/tidy/%.done: %.c $(headers) .clang-tidy $(O)/flags
	$(call say,LINT clang-tidy $<)
	@mkdir -p $(@D)
	$(Q)clang-tidy --quiet $< -- $(compile_flags) >$@.log 2>&1 || { cat $@.log; exit 1; }
	@touch $@

format: ## lay the C sources out as clang-format would
	@contrib/install-packages lint
	clang-format -i $(c_files)

# --- Installing -------------------------------------------------------------------------------

bindir = $(DESTDIR)$(prefix)/bin
mandir = $(DESTDIR)$(prefix)/share/man
bashdir = $(DESTDIR)$(prefix)/share/bash-completion/completions
zshdir = $(DESTDIR)$(prefix)/share/zsh/site-functions
datadir = $(DESTDIR)$(prefix)/share/confeed
exampledir = $(DESTDIR)$(prefix)/share/doc/confeed/examples
unitdir = $(DESTDIR)$(prefix)/lib/systemd/system

units := $(wildcard contrib/systemd/*.service contrib/systemd/*.socket)
# For editors: what an agenda file may hold.
json_schema := contrib/confeed-agenda.schema.json
# For web servers in front, to be copied and changed.
examples := contrib/nginx/confeed.conf contrib/caddy/Caddyfile contrib/varnish/confeed.vcl \
    contrib/squid/squid.conf $(wildcard contrib/static/*.conf)
# $(call install_into,FOLDER,FILES): nothing is done, and no folder made, for no files.
install_into = $(if $(2),install -d $(1) && install -m 644 $(2) $(1))

.PHONY: install uninstall setup clean help
install: all ## install the program, manual, completions, unit, JSON Schema (DESTDIR, prefix)
	install -d $(bindir)
	install -m 755 $(program) $(bindir)/confeed
	$(call install_into,$(mandir)/man1,$(filter %.1,$(man_pages)))
	$(call install_into,$(mandir)/man5,$(filter %.5,$(man_pages)))
	$(call install_into,$(bashdir),contrib/completion/confeed)
	$(call install_into,$(zshdir),contrib/completion/_confeed)
	$(call install_into,$(datadir),$(json_schema))
	$(call install_into,$(exampledir),$(examples))
	$(call install_into,$(unitdir),$(units))
	sed -i 's|/usr/local/bin/|$(prefix)/bin/|' $(addprefix $(unitdir)/,$(notdir $(units)))

uninstall: ## remove what install has put there
	rm -f $(bindir)/confeed \
	    $(addprefix $(mandir)/man1/,$(notdir $(filter %.1,$(man_pages)))) \
	    $(addprefix $(mandir)/man5/,$(notdir $(filter %.5,$(man_pages)))) \
	    $(bashdir)/confeed $(zshdir)/_confeed $(addprefix $(datadir)/,$(notdir $(json_schema))) \
	    $(addprefix $(exampledir)/,$(notdir $(examples))) \
	    $(addprefix $(unitdir)/,$(notdir $(units)))

.PHONY: deb test-deb
deb: ## build a package for this Debian, to be installed with apt
	@contrib/install-packages build deb
	@contrib/build-deb $(VERSION) build/deb

test-deb: ## build the package in a root of Debian RELEASE, install, upgrade and remove it in a bare one
	@$(debian_environment) tests/debian/package || [ $$? -eq 77 ]

USE ?= build
setup: ## install packages only (USE="build test lint memcheck bench fuzz clients front debian deb")
	@contrib/install-packages $(USE)

clean: ## remove build/
	rm -rf build

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' Makefile
