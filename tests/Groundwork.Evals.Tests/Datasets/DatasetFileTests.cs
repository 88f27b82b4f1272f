using Groundwork.TestKit;
using Shouldly;
using Xunit;

namespace Groundwork.Evals.Tests.Datasets;

public sealed class DatasetFileTests : IDisposable
{
    private readonly TemporaryDirectory _folder = new();

    [Fact]
    public async Task Questions_are_read_with_their_other_members_as_tags()
    {
        var path = _folder.Write("q.jsonl", """
            {"_id": 7, "question": "Was ist BM25?", "answers": ["eine Gewichtung"], "lang": "de", "hard": true, "year": 1994, "cited": [1, 2]}

            {"id": "b", "text": "Never answered?", "answerable": false, "relevant": {"d1": 2, "d2": 0}}
            """);

        var (reading, samples) = await ReadAsync(path);

        reading.Format.ShouldBe(DatasetFormat.Questions);
        samples[0].Id.ShouldBe("7");
        samples[0].Tags.OrderBy(tag => tag.Key, StringComparer.Ordinal).Select(tag => (tag.Key, tag.Value)).ShouldBe([("hard", "true"), ("language", "de"), ("year", "1994")]);
        samples[0].Expected.Answers.ShouldBe(["eine Gewichtung"]);
        samples[0].Origin.ShouldBe(new Provenance(ProvenanceKind.Imported, "q.jsonl", "line 1"));
        samples[1].Expected.IsAnswerable.ShouldBe(false);
        samples[1].Expected.Relevant!["d1"].ShouldBe(2);
        reading.Report.Unjudged.ShouldBe(1);
        reading.Report.Notices.ShouldBe(["\"cited\" is no text, number, true or false, and was left out (1 times)"]);
    }

    [Fact]
    public async Task Everything_that_is_wrong_is_told_with_its_line()
    {
        var path = _folder.Write("q.jsonl", """
            {"id": "a", "text": "One?"}
            {"id": "b"}
            not json
            {"id": "a", "text": "Three?"}
            {"id": "c", "text": "  "}
            {"id": "d", "text": "Twice?", "text": "Twice!"}
            {"id": "e", "text": "\ud800"}
            """);

        var refused = await Should.ThrowAsync<DatasetRefusedException>(async () => await ReadAsync(path));

        refused.Problems.Select(problem => problem[..7]).ShouldBe(["line 2:", "line 3:", "line 4:", "line 5:", "line 6:", "line 7:"]);
        refused.Problems[2].ShouldBe("line 4: the id \"a\" stands in line 1 already");
        refused.Message.ShouldContain("nothing of it was stored");
    }

    [Theory]
    [InlineData("empty.jsonl", "")]
    [InlineData("blank.jsonl", "\n \n")]
    [InlineData("names.csv", "id,input\n")]
    [InlineData("none.yaml", "tests: []")]
    [InlineData("none.json", "{\"data\": []}")]
    public async Task Empty_files_are_refused(string name, string content) =>
        (await Should.ThrowAsync<DatasetRefusedException>(async () => await ReadAsync(_folder.Write(name, content)))).Message.ShouldContain("is empty");

    [Fact]
    public async Task Bytes_that_are_no_text_are_refused() =>
        (await Should.ThrowAsync<DatasetRefusedException>(async () => await ReadAsync(_folder.Write("b.jsonl", [0x7B, 0xFF, 0xFE, 0x41])))).Message.ShouldContain("no UTF-8");

    [Fact]
    public async Task A_line_that_is_too_long_is_refused_without_being_read_whole()
    {
        var path = _folder.Write("long.jsonl", "{\"id\":\"" + new string('x', 5000));
        var reading = await DatasetFile.OpenAsync(path, DatasetFormat.Questions, new DatasetReadOptions { MaxRecordCharacters = 1000 }, CancellationToken.None);
        (await Should.ThrowAsync<DatasetRefusedException>(async () => await reading.Samples.ToListAsync())).Message.ShouldContain("line 1: it has more than 1000 characters");
    }

    [Fact]
    public async Task Near_duplicates_are_reported_and_kept()
    {
        var path = _folder.Write("q.jsonl", """
            {"id": "a", "text": "How do I reset the password of my account in the portal after it was locked?"}
            {"id": "b", "text": "Which port does the server listen on?"}
            {"id": "c", "text": "how do I reset the password of my account in the portal, after it was locked"}
            """);

        var (reading, samples) = await ReadAsync(path);

        samples.Count.ShouldBe(3);
        reading.Report.NearDuplicates.ShouldBe([new NearDuplicate("a", "c", 1)]);
    }

    [Fact]
    public async Task A_beir_folder_gives_splits_and_reports_judgements_of_unknown_queries()
    {
        _folder.Write("queries.jsonl", "{\"_id\": \"1\", \"text\": \"One?\", \"metadata\": {}}\n{\"_id\": \"2\", \"text\": \"Two?\"}\n{\"_id\": \"3\", \"text\": \"Three?\"}");
        _folder.Write("qrels/test.tsv", "query-id\tcorpus-id\tscore\n1\td1\t1\n1\td2\t0\n9\td1\t1\n");
        _folder.Write("qrels/train.tsv", "query-id\tcorpus-id\tscore\n2\td 3\t2\n");

        var (reading, samples) = await ReadAsync(_folder.Path);

        reading.Format.ShouldBe(DatasetFormat.Beir);
        samples.Select(sample => sample.Split).ShouldBe(["test", "train", null]);
        samples[0].Expected.Relevant!.Count.ShouldBe(2);
        samples[1].Expected.Relevant!["d 3"].ShouldBe(2);
        reading.Report.Unjudged.ShouldBe(1);
        reading.Report.Notices.ShouldContain(notice => notice.StartsWith("1 judged queries are not among the samples", StringComparison.Ordinal) && notice.EndsWith("like 9", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Judgements_that_disagree_are_refused_with_both_places()
    {
        var path = _folder.Write("q.jsonl", "{\"id\": \"1\", \"text\": \"One?\"}");
        var judgements = _folder.Write("qrels.txt", "1 0 d1 1\n1 0 d2 x\n1 0 d1 2\n1 d1\n1 0 d1 1\n");
        var reading = await DatasetFile.OpenAsync(path, DatasetFormat.Auto, new DatasetReadOptions { Judgements = judgements }, CancellationToken.None);

        var refused = await Should.ThrowAsync<DatasetRefusedException>(async () => await reading.Samples.ToListAsync());

        refused.Problems.Count.ShouldBe(3);
        refused.Problems[1].ShouldBe("line 3 of qrels.txt: document \"d1\" of query \"1\" has grade 2 here and 1 in line 1 of qrels.txt");
    }

    [Theory]
    [InlineData(",")]
    [InlineData(";")]
    [InlineData("\t")]
    public async Task Separated_values_may_hold_separators_quotes_and_line_breaks(string delimiter)
    {
        var path = _folder.Write("s.csv", string.Join(delimiter, "ID", "Question", "answers", "relevant", "language", "topic") + "\r\n"
            + string.Join(delimiter, "1", "\"Say \"\"hi\"\",\r\nor; not\t?\"", "\"[\"\"a\"\",\"\"b\"\"]\"", "d1:2 d2", "en", "x") + "\r\n\r\n"
            + string.Join(delimiter, "2", "Plain?", "yes", "", "", "") + "\r\n");

        var (_, samples) = await ReadAsync(path);

        samples[0].Input.ShouldBe("Say \"hi\",\nor; not\t?");
        samples[0].Expected.Answers.ShouldBe(["a", "b"]);
        samples[0].Expected.Relevant!.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => (pair.Key, pair.Value)).ShouldBe([("d1", 2), ("d2", 1)]);
        (samples[0].Tags["language"], samples[0].Tags["topic"]).ShouldBe(("en", "x"));
        samples[1].Origin.Detail.ShouldBe("line 5");
        samples[1].Expected.Relevant.ShouldBeNull();
        samples[1].Tags.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("id,input\n1,\"open", "line 2: a quote is opened and not closed")]
    [InlineData("id,input\n1,\"a\"b", "line 2: after a closing quote stands \"b\" (character 6); a quote within quotes is written twice")]
    [InlineData("id,input\n1,a,b", "line 2: the row has 3 values for 2 names")]
    [InlineData("id,title\n1,a", "line 1: the first line names the columns, and none of them is input, question, text, query or prompt")]
    [InlineData("id,text,question\n1,a,b", "line 1: two columns mean \"input\"")]
    public async Task Broken_rows_are_refused_with_their_line(string content, string problem) =>
        (await Should.ThrowAsync<DatasetRefusedException>(async () => await ReadAsync(_folder.Write("s.csv", content)))).Problems[0].ShouldBe(problem);

    [Fact]
    public async Task Topics_are_read_as_blocks_as_xml_and_as_lines()
    {
        var blocks = await ReadAsync(_folder.Write("topics.301", "<top>\n<num> Number: 301\n<title> International Organized\nCrime\n<desc> Description:\nIdentify organizations.\n<narr> Narrative:\nNo <b>.\n</top>\n"));
        var xml = await ReadAsync(_folder.Write("topics.xml", "<?xml version=\"1.0\"?>\n<!DOCTYPE topics SYSTEM \"http://127.0.0.1/x\">\n<topics>\n<topic number=\"1\"><query>coronavirus origin</query>\n<question>what is the origin</question></topic></topics>"));
        var lines = await ReadAsync(_folder.Write("topics.txt", "1\tfirst query\n2\tsecond\tquery\n"));

        (blocks.Samples[0].Id, blocks.Samples[0].Input).ShouldBe(("301", "International Organized Crime"));
        blocks.Samples[0].Variables["desc"].ShouldBe("Identify organizations.");
        (xml.Samples[0].Id, xml.Samples[0].Input).ShouldBe(("1", "coronavirus origin"));
        lines.Samples[1].Input.ShouldBe("second\tquery");
    }

    [Fact]
    public async Task Squad_answers_are_found_at_their_code_points()
    {
        var path = _folder.Write("squad.json", """
            {"version": "v2.0", "data": [{"title": "Owls", "paragraphs": [{"context": "🦉🦉 owls eat mice.", "qas": [
              {"id": "1", "question": "What do owls eat?", "is_impossible": false, "answers": [{"text": "mice", "answer_start": 12}, {"text": "mice", "answer_start": 12}]},
              {"id": "2", "question": "What do owls drink?", "is_impossible": true, "answers": [], "plausible_answers": [{"text": "mice", "answer_start": 12}]},
              {"id": "3", "question": "Shifted?", "answers": [{"text": "mice", "answer_start": 3}]}
            ]}]}]}
            """);

        var (reading, samples) = await ReadAsync(path);

        reading.Format.ShouldBe(DatasetFormat.Squad);
        samples[0].Expected.Answers.ShouldBe(["mice"]);
        samples[0].Expected.Places!.Single().Span.Of(samples[0].Variables["context"]).ShouldBe("mice");
        (samples[1].Expected.IsAnswerable, samples[1].Expected.Answers).ShouldBe((false, null));
        samples[2].Expected.Places.ShouldBeNull();
        reading.Report.Notices.ShouldBe(["an answer does not stand at its offset, so it has no place (1 times)"]);
    }

    [Fact]
    public async Task Test_cases_become_checks_with_weights_thresholds_and_negations()
    {
        _folder.Write("texts/long.txt", "A long question?\n");
        var path = _folder.Write("promptfoo.yaml", """
            defaultTest:
              assert:
                - type: not-icontains
                  value: as an AI
            tests:
              - description: greeting
                vars: { question: "Hi?", tone: kind }
                assert:
                  - { type: contains-any, value: [hello, 'hi "you"'], weight: 2 }
                  - { type: rouge-n, value: hello, threshold: 0.6 }
                  - type: llm-rubric
                    value: is friendly
                  - type: assert-set
                    assert: [{ type: is-json, value: { type: object, required: [a], additionalProperties: false } }]
              - vars: { question: file://texts/long.txt, language: [en, de] }
                metadata: { topic: x }
            """);

        var (reading, samples) = await ReadAsync(path);

        reading.Format.ShouldBe(DatasetFormat.Promptfoo);
        samples.Select(sample => (sample.Id, sample.Input)).ShouldBe([("test-1", "Hi?"), ("test-2.1", "A long question?"), ("test-2.2", "A long question?")]);
        samples[0].Expected.Checks.ShouldBe(
        [
            new SampleCheck("icontains", "as an AI") { IsNegated = true },
            new SampleCheck("contains-any", "[\"hello\",\"hi \\\"you\\\"\"]") { Weight = 2 },
            new SampleCheck("rouge-n", "hello") { Threshold = 0.6 },
            new SampleCheck("llm-rubric", "is friendly"),
            new SampleCheck("is-json", "{\"type\":\"object\",\"required\":[\"a\"],\"additionalProperties\":false}"),
        ]);
        samples[2].Variables["language"].ShouldBe("de");
        samples[1].Tags["topic"].ShouldBe("x");
        reading.Report.Notices.ShouldBe(["the assertion \"llm-rubric\" is kept and not known to the scorer of checks (1 times)"]);
    }

    [Theory]
    [InlineData("file:///etc/passwd", "outside the folder")]
    [InlineData("file://../secret.txt", "outside the folder")]
    [InlineData("file://run.js", "programs are never run")]
    [InlineData("file://missing.txt", "does not exist")]
    public async Task References_to_other_files_are_refused_by_name(string reference, string reason) =>
        (await Should.ThrowAsync<DatasetRefusedException>(async () => await ReadAsync(_folder.Write("p.yaml", $"- vars: {{ question: '{reference}' }}"))))
            .Problems[0].ShouldContain(reason);

    [Fact]
    public async Task Hostile_yaml_is_refused()
    {
        (await Should.ThrowAsync<DatasetRefusedException>(async () => await ReadAsync(_folder.Write("deep.yaml", new string('[', 5000))))).Message.ShouldContain("nested deeper");
        (await Should.ThrowAsync<DatasetRefusedException>(async () => await ReadAsync(_folder.Write("alias.yaml", "a: &a [x]\nb: [*a, *a]")))).Message.ShouldContain("write it out");
        (await Should.ThrowAsync<DatasetRefusedException>(async () => await ReadAsync(_folder.Write("many.yaml", "- vars: {" + string.Join(", ", Enumerable.Range(0, 12).Select(i => $"v{i}: [1, 2]")) + "}"))))
            .Message.ShouldContain("more than 1000 combinations");
    }

    [Theory]
    [InlineData("{\"id\":\"a\",\"input\":\"b\",\"colour\":\"c\"}", "\"colour\" is no member of a sample")]
    [InlineData("{\"id\":\"a\",\"input\":\"b\",\"expected\":{\"relevant\":{\"d\":1.5}}}", "a grade is an integer, not 1.5")]
    [InlineData("{\"id\":\"a\",\"input\":\"b\",\"before\":[{\"role\":\"system\",\"text\":\"x\"}]}", "the role of a turn is \"user\" or \"assistant\"")]
    [InlineData("{\"id\":\"a\",\"input\":3}", "\"input\" is a text, not 3")]
    [InlineData("[]", "a sample is a JSON object")]
    public async Task Our_own_format_says_which_member_is_wrong(string line, string problem)
    {
        var reading = await DatasetFile.OpenAsync(_folder.Write("own.jsonl", line), DatasetFormat.Samples, DatasetReadOptions.Default, CancellationToken.None);
        (await Should.ThrowAsync<DatasetRefusedException>(async () => await reading.Samples.ToListAsync())).Problems[0].ShouldContain(problem);
    }

    [FixtureFact("scifact")]
    public async Task A_real_collection_of_questions_with_judgements_is_read()
    {
        var (reading, samples) = await ReadAsync(Fixtures.Find("scifact")!);

        reading.Format.ShouldBe(DatasetFormat.Beir);
        samples.Count.ShouldBeGreaterThan(100);
        samples.Count(sample => sample.Expected.Relevant is { Count: > 0 }).ShouldBe(samples.Count - reading.Report.Unjudged);
    }

    public void Dispose() => _folder.Dispose();

    private static async Task<(DatasetReading Reading, List<Sample> Samples)> ReadAsync(string path)
    {
        var reading = await DatasetFile.OpenAsync(path, DatasetFormat.Auto, DatasetReadOptions.Default, CancellationToken.None);
        return (reading, await reading.Samples.ToListAsync());
    }
}
