<?php
// The agency feeds, written with sabre/vobject as Debian 12 has it (2.1.7).
// That version leaves commas and semicolons in texts unescaped.

declare(strict_types=1);

use Sabre\VObject\Component;
use Sabre\VObject\Component\VCalendar;
use Sabre\VObject\Property;
use Sabre\VObject\Property\DateTime as DateProperty;

// The library is older than the language: PHP 8 would print a notice for each of its old habits.
error_reporting(E_ALL & ~E_DEPRECATED);
// Components and their properties point at each other. Collecting these cycles while rendering
// would more than double the time, so it is left to the end of a run; memory allows it.
ini_set('memory_limit', '-1');
gc_disable();

const AUTOLOAD = '/usr/share/php/Sabre/VObject/autoload.php';
const ROLE_LABELS = [
    'chair' => 'Chair', 'rapporteur' => 'Rapporteur', 'speaker' => 'Speaker',
    'presenter' => 'Presenter', 'discussant' => 'Discussant', 'panellist' => 'Panellist',
    'moderator' => 'Moderator', 'organiser' => 'Organiser', 'coordinator' => 'Coordinator',
    'participant' => 'Participant', 'background-paper' => 'Background paper',
    'input' => 'Input', 'comments' => 'Comments',
];

function uid(string $text): string
{
    $hex = sha1($text);
    return sprintf('%s-%s-5%s-%x%s-%s', substr($hex, 0, 8), substr($hex, 8, 4),
        substr($hex, 13, 3), hexdec($hex[16]) & 3 | 8, substr($hex, 17, 3), substr($hex, 20, 12));
}

class Contribution
{
    public function __construct(
        public string $agency, public string $role, public string $label, public string $note)
    {
    }
}

class Session
{
    public string $uid, $name, $kind, $status, $roundTable, $tableTitle, $abstract, $url, $location;
    public DateTime $start, $end;
    public array $contributions;
}

class Feed
{
    public array $entries = [];

    public function __construct(
        public string $id, public string $name, public string $description, public string $url)
    {
    }
}

class Reader
{
    private array $head, $shorts, $rooms, $tables;
    private array $feeds = [];
    private DateTimeZone $zone;

    public function __construct(private array $data)
    {
        $this->head = $data['agenda'];
        $this->zone = new DateTimeZone($this->head['timezone']);
        $this->shorts = array_column($data['agencies'], 'short', 'id');
        $this->rooms = array_column($data['rooms'], 'name', 'id');
        $this->tables = array_column($data['round-tables'], 'title', 'id');
    }

    private function contribution(array $item): Contribution
    {
        $label = ROLE_LABELS[$item['role']];
        $role = isset($item['status']) ? "$label ({$item['status']})" : $label;
        return new Contribution($this->shorts[$item['agency']], $role, $label, $item['note'] ?? '');
    }

    private function instant(string $date, string $clock): DateTime
    {
        return new DateTime("{$date}T$clock", $this->zone);
    }

    private function session(string $kind, array $item, string $date, array $slot): Session
    {
        $table = $item['round-table'] ?? '';
        $session = new Session();
        $session->uid = uid("{$this->head['id']}/{$item['id']}");
        $session->name = $kind === 'Plenary' ? $item['title'] : "{$item['id']} {$item['title']}";
        $session->kind = $kind;
        $session->status = $item['status'] ?? 'confirmed';
        $session->roundTable = $table === '' ? '' : "Round table $table";
        $session->tableTitle = $this->tables[$table] ?? '';
        $session->abstract = $item['abstract'] ?? '';
        $session->url = $item['url'] ?? '';
        $session->location = "{$this->rooms[$item['room']]}, {$this->head['location']}";
        $session->start = $this->instant($date, $item['start'] ?? $slot['start']);
        $session->end = $this->instant($date, $item['end'] ?? $slot['end']);
        $session->contributions = array_map($this->contribution(...), $item['contributions']);
        return $session;
    }

    private function add(string $kind, array $item, string $date, array $slot): void
    {
        $session = $this->session($kind, $item, $date, $slot);
        $own = [];
        foreach ($item['contributions'] as $index => $made) {
            $own[$made['agency']][] = $session->contributions[$index];
        }
        foreach (array_keys($kind === 'Plenary' ? $this->feeds : $own) as $agency) {
            $this->feeds[$agency]->entries[] = [$session, $own[$agency] ?? []];
        }
    }

    public function read(): array
    {
        foreach ($this->data['agencies'] as $agency) {
            $this->feeds[$agency['id']] = new Feed(
                $agency['id'], "{$agency['short']} – {$this->head['title']}",
                "{$agency['name']}: its sessions and the plenaries",
                "{$this->head['url']}{$this->head['id']}/agencies/{$agency['id']}.ics");
        }
        foreach ($this->data['days'] as $day) {
            foreach ($day['slots'] as $slot) {
                if (isset($slot['plenary'])) {
                    $this->add('Plenary', $slot['plenary'], $day['date'], $slot);
                }
                foreach ($slot['sessions'] ?? [] as $item) {
                    $this->add('Session', $item, $day['date'], $slot);
                }
            }
        }
        return [$this->feeds, $this->zone, new DateTime($this->head['published'])];
    }
}

function roles(array $own): string
{
    return implode(', ', array_column($own, 'role'));
}

function summary(Session $session, array $own): string
{
    $cancelled = $session->status === 'cancelled';
    $text = $cancelled ? "Cancelled: {$session->name}" : $session->name;
    return $own ? '[' . roles($own) . "] $text" : $text;
}

function description(Session $session, array $own): string
{
    $lines = $session->roundTable ? ["{$session->roundTable}: {$session->tableTitle}"] : [];
    if ($own) {
        $lines[] = 'Role: ' . roles($own);
    }
    $others = [];
    foreach ($session->contributions as $made) {
        if (!in_array($made, $own, true)) {
            $others[] = "{$made->agency} ({$made->role})";
        }
    }
    if ($others) {
        $lines[] = 'With: ' . implode(', ', $others);
    }
    foreach ($own as $made) {
        if ($made->note) {
            $lines[] = "Note: {$made->note}";
        }
    }
    foreach ([$session->abstract, $session->url] as $text) {
        if ($text) {
            array_push($lines, '', $text);
        }
    }
    return implode("\n", $lines);
}

function categories(Session $session, array $own): array
{
    $names = $session->roundTable ? [$session->roundTable] : [];
    return [...$names, $session->kind, ...array_column($own, 'label')];
}

function add_date(Component $component, string $name, DateTime $value, int $type): void
{
    $property = Property::create($name);
    $property->setDateTime($value, $type);
    $component->add($property);
}

function transition(string $kind, string $start, string $from, string $to, string $name): Component
{
    $made = Component::create($kind);
    add_date($made, 'DTSTART', new DateTime($start), DateProperty::LOCAL);
    $made->add('TZOFFSETFROM', $from);
    $made->add('TZOFFSETTO', $to);
    $made->add('TZNAME', $name);
    return $made;
}

function timezone(DateTimeZone $zone): Component
{
    $made = Component::create('VTIMEZONE');
    $made->add('TZID', $zone->getName());
    $made->add(transition('STANDARD', '2025-10-26T03:00', '+0200', '+0100', 'CET'));
    $made->add(transition('DAYLIGHT', '2026-03-29T02:00', '+0100', '+0200', 'CEST'));
    return $made;
}

function calendar(Feed $feed, DateTimeZone $zone, DateTime $stamp): VCalendar
{
    $made = new VCalendar();
    $made->add('VERSION', '2.0');
    $made->add('PRODID', '-//confeed//bench//EN');
    $made->add('CALSCALE', 'GREGORIAN');
    $made->add('NAME', $feed->name);
    $made->add('X-WR-CALNAME', $feed->name);
    $made->add('DESCRIPTION', $feed->description);
    $made->add('X-WR-CALDESC', $feed->description);
    $made->add('X-WR-TIMEZONE', $zone->getName());
    $made->add('COLOR', 'steelblue');
    $made->add('X-APPLE-CALENDAR-COLOR', '#4682B4');
    $made->add('REFRESH-INTERVAL', 'PT1H', ['VALUE' => 'DURATION']);
    $made->add('X-PUBLISHED-TTL', 'PT1H');
    $made->add('SOURCE', $feed->url, ['VALUE' => 'URI']);
    $made->add('URL', $feed->url);
    $made->add('UID', uid($feed->url));
    add_date($made, 'LAST-MODIFIED', $stamp, DateProperty::UTC);
    $made->add(timezone($zone));
    return $made;
}

function event(Session $session, array $own, DateTime $stamp): Component
{
    $made = Component::create('VEVENT');
    $made->add('UID', $session->uid);
    add_date($made, 'DTSTAMP', $stamp, DateProperty::UTC);
    add_date($made, 'CREATED', $stamp, DateProperty::UTC);
    add_date($made, 'LAST-MODIFIED', $stamp, DateProperty::UTC);
    $made->add('SEQUENCE', '0');
    add_date($made, 'DTSTART', $session->start, DateProperty::LOCALTZ);
    add_date($made, 'DTEND', $session->end, DateProperty::LOCALTZ);
    $made->add('SUMMARY', summary($session, $own));
    $made->add('DESCRIPTION', description($session, $own));
    $made->add('LOCATION', $session->location);
    $categories = Property::create('CATEGORIES');
    $categories->setParts(categories($session, $own));
    $made->add($categories);
    $made->add('STATUS', strtoupper($session->status));
    $made->add('TRANSP', 'OPAQUE');
    if ($session->url) {
        $made->add('URL', $session->url);
    }
    return $made;
}

function render(array $feeds, DateTimeZone $zone, DateTime $stamp): Generator
{
    foreach ($feeds as $feed) {
        $made = calendar($feed, $zone, $stamp);
        foreach ($feed->entries as [$session, $own]) {
            $made->add(event($session, $own, $stamp));
        }
        yield $feed->id => [count($feed->entries), $made->serialize()];
    }
}

function measure(array $forum, int $runs): void
{
    $seconds = [];
    for ($run = 0; $run < $runs; $run++) {
        gc_collect_cycles();
        $started = hrtime(true);
        $made = iterator_to_array(render(...$forum));
        $seconds[] = (hrtime(true) - $started) / 1e9;
    }
    echo json_encode([
        'library' => 'sabre/vobject', 'version' => Sabre\VObject\Version::VERSION,
        'runtime' => 'PHP ' . PHP_VERSION,
        'seconds' => $seconds, 'feeds' => count($made),
        'events' => array_sum(array_column($made, 0)),
        'bytes' => array_sum(array_map('strlen', array_column($made, 1))),
    ]), "\n";
}

require AUTOLOAD;
[, $mode, $file, $target] = $argv;
$data = json_decode(file_get_contents($file), true, flags: JSON_THROW_ON_ERROR);
$forum = (new Reader($data))->read();
if ($mode === 'build') {
    if (!is_dir($target)) {
        mkdir($target, 0777, true);
    }
    foreach (render(...$forum) as $id => [, $octets]) {
        file_put_contents("$target/$id.ics", $octets);
    }
} else {
    measure($forum, (int) $target);
}
