// The yardstick: what a native program needs for the same question. simdjson's On-Demand parser a line at a time, in
// place in blocks of 4 MiB; a record of 9 words a span, by trace id in one of 64 lists; and one list after another
// joined, with full ids, in one table of open addressing. Takes the same members as `tracehop check`: ids, kind, flags,
// service. It trusts its input: any error ends it.

#include <fcntl.h>
#include <unistd.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "simdjson.h"

using namespace simdjson;

constexpr size_t BLOCK = 4 << 20;
constexpr unsigned PARTITIONS = 64;

struct Record {
  uint64_t trace[2];
  uint64_t span;
  uint64_t parent;
  uint32_t meta;
} __attribute__((packed));

struct Digits {
  uint8_t value[256];
  Digits() {
    memset(value, 0xff, sizeof value);
    for (int digit = 0; digit < 10; digit++) value['0' + digit] = digit;
    for (int digit = 0; digit < 6; digit++) value['a' + digit] = value['A' + digit] = 10 + digit;
  }
};
static const Digits DIGITS;

static uint64_t hexadecimal(const char *text) {
  uint64_t word = 0;
  uint8_t seen = 0;
  for (int at = 0; at < 16; at++) {
    uint8_t digit = DIGITS.value[(uint8_t)text[at]];
    seen |= digit;
    word = word << 4 | digit;
  }
  if (seen > 15) throw std::runtime_error("an id is not hexadecimal");
  return word;
}

struct Answer {
  uint64_t spans = 0, traces = 0, roots = 0, absent = 0;
};

class Reader {
 public:
  std::vector<Record> lists[PARTITIONS];

  void line(const char *text, size_t length, size_t capacity) {
    ondemand::document document = parser.iterate(text, length, capacity);
    for (ondemand::field member : document.get_object()) {
      if (!member.key().unsafe_is_equal("resourceSpans")) continue;
      for (ondemand::object resource : member.value().get_array()) resourceSpans(resource);
    }
  }

 private:
  ondemand::parser parser;
  std::unordered_map<std::string, uint32_t> services;

  void resourceSpans(ondemand::object members) {
    uint32_t service = 0;
    for (ondemand::field member : members) {
      if (member.key().unsafe_is_equal("resource")) service = serviceOf(member.value());
      else if (member.key().unsafe_is_equal("scopeSpans")) {
        for (ondemand::object scope : member.value().get_array()) scopeSpans(scope, service);
      }
    }
  }

  uint32_t serviceOf(ondemand::object resource) {
    uint32_t service = 0;
    for (ondemand::object attribute : resource.find_field("attributes").get_array()) {
      std::string_view key = attribute.find_field("key");
      if (key != "service.name") continue;
      std::string_view name = attribute.find_field("value").find_field("stringValue");
      service = services.try_emplace(std::string(name), services.size()).first->second;
      break;
    }
    return service;
  }

  void scopeSpans(ondemand::object members, uint32_t service) {
    for (ondemand::field member : members) {
      if (!member.key().unsafe_is_equal("spans")) continue;
      for (ondemand::object members : member.value().get_array()) span(members, service);
    }
  }

  // What comes behind the kind is passed over.
  void span(ondemand::object members, uint32_t service) {
    Record record{};
    uint32_t flags = 0, kind = 0;
    for (ondemand::field member : members) {
      ondemand::raw_json_string key = member.key();
      if (key.unsafe_is_equal("traceId")) {
        std::string_view id = member.value().get_string();
        if (id.size() != 32) throw std::runtime_error("a trace id is not 32 digits");
        record.trace[0] = hexadecimal(id.data());
        record.trace[1] = hexadecimal(id.data() + 16);
      } else if (key.unsafe_is_equal("spanId")) {
        record.span = id16(member.value());
      } else if (key.unsafe_is_equal("parentSpanId")) {
        record.parent = id16(member.value());
      } else if (key.unsafe_is_equal("flags")) {
        flags = (uint32_t)member.value().get_uint64().value();
      } else if (key.unsafe_is_equal("kind")) {
        kind = (uint32_t)member.value().get_uint64().value();
        break;
      }
    }
    record.meta = kind | (flags >> 8 & 3) << 3 | service << 5;
    uint32_t folded = (uint32_t)(record.trace[0] ^ record.trace[0] >> 32 ^ record.trace[1] ^ record.trace[1] >> 32);
    lists[(folded ^ folded >> 16) * 0x9e3779b1u >> 26].push_back(record);
  }

  static uint64_t id16(ondemand::value value) {
    std::string_view id = value.get_string();
    if (id.empty()) return 0;
    if (id.size() != 16) throw std::runtime_error("a span id is not 16 digits");
    return hexadecimal(id.data());
  }
};

// A table holds places in the list, plus one; 0 is free.
class Join {
 public:
  Answer answer;

  void list(const std::vector<Record> &records) {
    size_t slots = 64;
    while (slots < records.size() * 2) slots *= 2;
    spanTable.assign(slots, 0);
    traceTable.assign(slots, 0);
    mask = slots - 1;
    fresh.clear();
    for (uint32_t at = 0; at < records.size(); at++) add(records, at);
    for (uint32_t at : fresh) {
      const Record &record = records[at];
      if (record.parent == 0) answer.roots++;
      else if (*slotOf(records, record, record.parent) == 0) answer.absent++;
    }
  }

 private:
  std::vector<uint32_t> spanTable, traceTable, fresh;
  size_t mask = 0;

  void add(const std::vector<Record> &records, uint32_t at) {
    const Record &record = records[at];
    uint32_t *slot = slotOf(records, record, record.span);
    if (*slot != 0) return;
    *slot = at + 1;
    fresh.push_back(at);
    answer.spans++;
    size_t place = mix(record.trace[0] ^ record.trace[1]) & mask;
    for (; traceTable[place] != 0; place = (place + 1) & mask) {
      const Record &other = records[traceTable[place] - 1];
      if (other.trace[0] == record.trace[0] && other.trace[1] == record.trace[1]) return;
    }
    traceTable[place] = at + 1;
    answer.traces++;
  }

  uint32_t *slotOf(const std::vector<Record> &records, const Record &record, uint64_t span) {
    size_t place = mix(record.trace[0] ^ record.trace[1] ^ span) & mask;
    for (; spanTable[place] != 0; place = (place + 1) & mask) {
      const Record &other = records[spanTable[place] - 1];
      if (other.span == span && other.trace[0] == record.trace[0] && other.trace[1] == record.trace[1]) break;
    }
    return &spanTable[place];
  }

  static size_t mix(uint64_t word) {
    return (word ^ word >> 32) * 0x9e3779b97f4a7c15u >> 20;
  }
};

static void read(int descriptor, Reader &reader) {
  std::vector<char> block(2 * BLOCK + SIMDJSON_PADDING);
  size_t held = 0;
  for (;;) {
    if (block.size() < held + BLOCK + SIMDJSON_PADDING) block.resize(2 * held + BLOCK + SIMDJSON_PADDING);
    ssize_t count = ::read(descriptor, block.data() + held, BLOCK);
    if (count < 0) throw std::runtime_error("the file cannot be read");
    if (count == 0) break;
    char *begin = block.data(), *from = begin + held, *end = from + count;
    while (char *newline = (char *)memchr(from, '\n', end - from)) {
      if (newline > begin) reader.line(begin, newline - begin, block.data() + block.size() - begin);
      begin = from = newline + 1;
    }
    held = end - begin;
    memmove(block.data(), begin, held);
  }
  if (held > 0) reader.line(block.data(), held, block.size());
}

int main(int, char **words) {
  Reader reader;
  try {
    read(open(words[1], O_RDONLY), reader);
  } catch (const std::exception &error) {
    fprintf(stderr, "%s\n", error.what());
    return 1;
  }
  Join join;
  for (const auto &records : reader.lists) join.list(records);
  const Answer &answer = join.answer;
  printf("{\"spans\":%lu,\"traces\":%lu,\"roots\":%lu,\"absent\":%lu}\n", answer.spans, answer.traces, answer.roots, answer.absent);
}
