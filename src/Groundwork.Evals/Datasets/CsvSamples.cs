using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Groundwork.Evals.Storing;

namespace Groundwork.Evals.Datasets;

/// <summary>Samples as rows of separated values. An empty value is one that is not known.</summary>
internal static class CsvSamples
{
    private const string TagPrefix = "tag:";
    private const string VariablePrefix = "var:";
    private const int MostReported = 100;

    private static readonly string[] s_columns = ["id", "input", "answers", "reference", "answerable", "relevant", "split", "cluster", "draft"];

    private static readonly JsonSerializerOptions s_json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly System.Buffers.SearchValues<char> s_quoted = System.Buffers.SearchValues.Create(",;|\t\"\r\n");

    public static async IAsyncEnumerable<(string Place, Sample Sample)> ReadAsync(ImportContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        List<string>? names = null;
        var row = 0;
        await foreach (var (line, fields) in CsvRows.ReadAsync(context.Path, context.Options.MaxRecordCharacters, context.Problems, cancellationToken))
        {
            if (names is null)
            {
                names = NamesOf(fields, line, context);
                continue;
            }

            row++;
            if (fields.Count != names.Count)
            {
                context.Problems.Add(line, FormattableString.Invariant($"the row has {fields.Count} values for {names.Count} names"));
                continue;
            }

            var place = FormattableString.Invariant($"line {line}");
            Sample sample;
            try
            {
                sample = Read(names, fields, row, context.Origin(place));
            }
            catch (FormatException problem)
            {
                context.Problems.Add(line, problem.Message);
                continue;
            }

            yield return (place, sample);
        }
    }

    public static async ValueTask<IReadOnlyList<string>> WriteAsync(Func<IAsyncEnumerable<Sample>> samples, Stream target, CancellationToken cancellationToken)
    {
        var (tags, variables) = (new SortedSet<string>(StringComparer.Ordinal), new SortedSet<string>(StringComparer.Ordinal));
        await foreach (var sample in samples().WithCancellation(cancellationToken))
        {
            tags.UnionWith(sample.Tags.Keys);
            variables.UnionWith(sample.Variables.Keys);
        }

        await WriteRowAsync(target, [.. s_columns, .. tags.Select(tag => TagPrefix + tag), .. variables.Select(name => VariablePrefix + name)], cancellationToken);
        var cut = new List<string>();
        await foreach (var sample in samples().WithCancellation(cancellationToken))
        {
            if (HasMore(sample) && cut.Count < MostReported) cut.Add(sample.Id);
            await WriteRowAsync(
                target,
                [
                    sample.Id, sample.Input, Json(sample.Expected.Answers), sample.Expected.Reference ?? "",
                    sample.Expected.IsAnswerable switch { true => "true", false => "false", null => "" },
                    Json(sample.Expected.Relevant is { } relevant ? new SortedDictionary<string, int>(relevant.ToDictionary(StringComparer.Ordinal), StringComparer.Ordinal) : null),
                    sample.Split ?? "", sample.Cluster ?? "", sample.IsDraft ? "true" : "",
                    .. tags.Select(tag => sample.Tags.GetValueOrDefault(tag, "")), .. variables.Select(name => sample.Variables.GetValueOrDefault(name, "")),
                ],
                cancellationToken);
        }

        return cut;
    }

    private static bool HasMore(Sample sample) =>
        sample.Before.Count > 0 || sample.Expected is not { Places: null, ReferenceClaims: null, ToolCalls: null, EndState: null, AttackGoal: null, Checks: null };

    private static string Json<T>(T? value) => value is null ? "" : JsonSerializer.Serialize(value, s_json);

    private static async ValueTask WriteRowAsync(Stream target, IEnumerable<string> fields, CancellationToken cancellationToken) =>
        await target.WriteAsync(Encoding.UTF8.GetBytes(string.Join(',', fields.Select(Quote)) + "\r\n"), cancellationToken);

    private static string Quote(string field) => field.AsSpan().ContainsAny(s_quoted) ? $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : field;

    private static List<string> NamesOf(IReadOnlyList<string> fields, int line, ImportContext context)
    {
        var names = fields.Select(Canonical).ToList();
        var twice = names.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(group => group.Skip(1).Any());
        if (twice is not null) throw context.Problems.Refuse(FormattableString.Invariant($"line {line}"), $"two columns mean \"{twice.Key}\"");
        if (!names.Contains("input", StringComparer.Ordinal))
            throw context.Problems.Refuse(FormattableString.Invariant($"line {line}"), "the first line names the columns, and none of them is input, question, text, query or prompt");
        return names;
    }

    // Names of tags and variables are taken as they stand when they say so, so that an export comes back whole.
    private static string Canonical(string field) =>
        field.StartsWith(TagPrefix, StringComparison.Ordinal) || field.StartsWith(VariablePrefix, StringComparison.Ordinal) ? field : Meaning(field.Trim());

    private static string Meaning(string name) => name.ToLowerInvariant() switch
    {
        "id" or "_id" => "id",
        "input" or "question" or "text" or "query" or "prompt" => "input",
        "answers" or "answer" or "expected" or "expected_answer" or "target" => "answers",
        "reference" or "answerable" or "relevant" or "split" or "cluster" or "draft" => name.ToLowerInvariant(),
        "lang" or "language" => TagPrefix + "language",
        _ => TagPrefix + name,
    };

    private static Sample Read(List<string> names, IReadOnlyList<string> fields, int row, Provenance origin)
    {
        string? Value(string name) => names.IndexOf(name) is var at && at >= 0 && fields[at].Length > 0 ? fields[at] : null;
        Dictionary<string, string> Prefixed(string prefix)
        {
            var values = new Dictionary<string, string>(StringComparer.Ordinal);
            for (var i = 0; i < names.Count; i++)
                if (names[i].StartsWith(prefix, StringComparison.Ordinal) && fields[i].Length > 0)
                    values[names[i][prefix.Length..]] = fields[i];
            return values;
        }

        var accepted = Value("answers") is { } answers ? Answers(answers) : null;

        // As in JSON Lines: who knows an answer says that there is one. An empty place in a column of its own is left open.
        bool? inferred = !names.Contains("answerable", StringComparer.Ordinal) && accepted is { Count: > 0 } ? true : null;
        return new Sample(Value("id") ?? row.ToString(CultureInfo.InvariantCulture), Value("input") ?? "", new Expectation
        {
            Answers = accepted,
            Reference = Value("reference"),
            IsAnswerable = Flag(Value("answerable"), "answerable") ?? inferred,
            Relevant = Value("relevant") is { } relevant ? Relevant(relevant) : null,
        })
        {
            Split = Value("split"), Cluster = Value("cluster"), IsDraft = Flag(Value("draft"), "draft") ?? false,
            Tags = Prefixed(TagPrefix), Variables = Prefixed(VariablePrefix), Origin = origin,
        };
    }

    private static List<string> Answers(string value)
    {
        if (!value.StartsWith('[')) return [value];
        using var json = ListOf(value);

        // An answer may begin with a bracket and be no list.
        return json is null ? [value] : JsonMembers.TextsOf(json.RootElement, "\"answers\"");
    }

    private static JsonDocument? ListOf(string value)
    {
        try
        {
            return JsonDocument.Parse(value);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // As JSON, or as ids with or without :grade between spaces or semicolons.
    private static Dictionary<string, int> Relevant(string value)
    {
        var grades = new Dictionary<string, int>(StringComparer.Ordinal);
        if (value.StartsWith('{'))
        {
            using var json = SampleReader.Parse(value);
            foreach (var member in json.RootElement.EnumerateObject())
                grades[member.Name] = member.Value.ValueKind == JsonValueKind.Number && member.Value.TryGetInt32(out var grade) ? grade : throw new FormatException("a grade is an integer");
            return grades;
        }

        if (value.StartsWith('['))
        {
            using var json = SampleReader.Parse(value);
            foreach (var id in JsonMembers.TextsOf(json.RootElement, "\"relevant\"")) grades[id] = 1;
            return grades;
        }

        if (value.Contains(',', StringComparison.Ordinal))
            throw new FormatException($"\"relevant\" is {JsonMembers.Shorten(value)}; separate ids by semicolons, like d1;d2, or write a JSON list, like [\"d1\",\"d2\"], when an id has a comma");
        foreach (var part in value.Split([' ', ';'], StringSplitOptions.RemoveEmptyEntries))
        {
            var colon = part.LastIndexOf(':');
            var hasGrade = int.TryParse(part.AsSpan(colon + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var grade) && colon > 0;
            grades[hasGrade ? part[..colon] : part] = hasGrade ? grade : 1;
        }

        return grades;
    }

    private static bool? Flag(string? value, string name) => value?.ToUpperInvariant() switch
    {
        null => null,
        "TRUE" or "YES" or "1" => true,
        "FALSE" or "NO" or "0" => false,
        _ => throw new FormatException($"\"{name}\" is true or false, not {JsonMembers.Shorten(value)}"),
    };
}
