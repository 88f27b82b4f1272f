using FsCheck;
using FsCheck.Fluent;
using Groundwork.Evals.Tests.Running;
using Groundwork.Evals.Tests.Storing;
using Shouldly;
using Xunit;

namespace Groundwork.Evals.Tests.Datasets;

public sealed class DatasetStoreTests
{
    [Fact]
    public async Task Saving_the_same_samples_again_writes_nothing_and_says_so()
    {
        await using var evals = await EvalDatabase.OpenAsync();

        var first = await evals.Datasets.SaveAsync("set", TestSamples.Make(3).ToAsyncEnumerable(), "one", CancellationToken.None);
        var again = await evals.Datasets.SaveAsync("set", TestSamples.Make(3).ToAsyncEnumerable(), "two", CancellationToken.None);
        var reordered = await evals.Datasets.SaveAsync("set", Enumerable.Reverse(TestSamples.Make(3)).ToAsyncEnumerable(), "three", CancellationToken.None);

        (first.IsNew, again.IsNew, reordered.IsNew).ShouldBe((true, false, true));
        again.Version.ShouldBe(first.Version);
        reordered.Version.Number.ShouldBe(2);
        string.Equals(reordered.Version.Fingerprint, first.Version.Fingerprint, StringComparison.Ordinal).ShouldBeFalse();
        (await evals.Datasets.VersionsAsync("set", CancellationToken.None)).Select(version => version.Note).ShouldBe(new[] { "three", "one" });
    }

    [Fact]
    public async Task Versions_are_found_by_number_and_by_fingerprint_and_keep_their_samples()
    {
        await using var evals = await EvalDatabase.OpenAsync();
        var first = await evals.SaveAsync("set", TestSamples.Make(3));
        await evals.SaveAsync("set", TestSamples.Make(2));

        (await evals.Datasets.OpenAsync("set", "1", CancellationToken.None)).ShouldBe(first);
        (await evals.Datasets.OpenAsync("set", first.Fingerprint[..8], CancellationToken.None)).ShouldBe(first);
        (await evals.Datasets.SamplesAsync(first, CancellationToken.None).CountAsync()).ShouldBe(3);
        (await evals.Datasets.FindAsync(first, "q2", CancellationToken.None))!.Input.ShouldBe("Question number 2?");
        (await evals.Datasets.FindAsync(first, "q3", CancellationToken.None)).ShouldBeNull();
        (await Should.ThrowAsync<DatasetNotFoundException>(async () => await evals.Datasets.OpenAsync("set", "3", CancellationToken.None))).Message.ShouldContain("versions 1 to 2");
        (await Should.ThrowAsync<DatasetNotFoundException>(async () => await evals.Datasets.OpenAsync("other", null, CancellationToken.None))).Message.ShouldContain("There are: set.");
    }

    [Theory]
    [InlineData("")]
    [InlineData("Upper")]
    [InlineData("../up")]
    [InlineData("-x")]
    [InlineData("a b")]
    public async Task Bad_names_are_refused(string name)
    {
        await using var evals = await EvalDatabase.OpenAsync();
        await Should.ThrowAsync<DatasetRefusedException>(async () => await evals.SaveAsync(name, TestSamples.Make(1)));
    }

    [Fact]
    public async Task Nothing_is_stored_of_refused_samples()
    {
        await using var evals = await EvalDatabase.OpenAsync();

        (await Should.ThrowAsync<DatasetRefusedException>(async () => await evals.SaveAsync("set", [.. TestSamples.Make(3), TestSamples.One(1)]))).Message.ShouldContain("as item 2 and as item 4");
        await Should.ThrowAsync<DatasetRefusedException>(async () => await evals.SaveAsync("set"));
        await Should.ThrowAsync<DatasetRefusedException>(async () => await evals.SaveAsync("set", TestSamples.One(1), TestSamples.One(2) with { Input = " " }));

        (await evals.Datasets.ListAsync(CancellationToken.None)).ShouldBeEmpty();
        (await evals.Database.ReadAsync(session => session.CountAsync("select count(*) from dataset_items"), CancellationToken.None)).ShouldBe(0);
    }

    [Fact]
    public async Task Edits_are_applied_one_after_the_other_and_make_one_version()
    {
        await using var evals = await EvalDatabase.OpenAsync();
        await evals.SaveAsync("set", [.. TestSamples.Make(3), TestSamples.One(3) with { IsDraft = true }]);

        var saved = await evals.Datasets.EditAsync(
            "set",
            [
                new DatasetChange.Remove(["q0"]), new DatasetChange.Accept(), new DatasetChange.Add([TestSamples.One(9)]), new DatasetChange.Retag("language", "en"),
                new DatasetChange.Retag("language", null, ["q1"]), new DatasetChange.SetSplit("test", ["q9"]), new DatasetChange.Divide(new SplitRule.ByTag("language")),
            ],
            "edited", CancellationToken.None);

        (saved.Version.Number, saved.Version.Samples, saved.Version.Drafts).ShouldBe((2, 4, 0));
        var samples = await evals.Datasets.SamplesAsync(saved.Version, CancellationToken.None).ToListAsync();
        samples.Select(sample => (sample.Id, sample.Split)).ShouldBe([("q1", null), ("q2", "en"), ("q3", "en"), ("q9", "en")]);
    }

    [Fact]
    public async Task An_edit_of_unknown_samples_changes_nothing()
    {
        await using var evals = await EvalDatabase.OpenAsync();
        await evals.SaveAsync("set", TestSamples.Make(3));

        var refused = await Should.ThrowAsync<DatasetRefusedException>(async () =>
            await evals.Datasets.EditAsync("set", [new DatasetChange.Remove(["q0", "x"])], "", CancellationToken.None));

        refused.Problems.ShouldBe(["unknown id \"x\""]);
        (await evals.Datasets.OpenAsync("set", null, CancellationToken.None)).Number.ShouldBe(1);
        await Should.ThrowAsync<DatasetRefusedException>(async () => await evals.Datasets.EditAsync("set", [new DatasetChange.Remove(["q0", "q1", "q2"])], "", CancellationToken.None));
        await Should.ThrowAsync<DatasetRefusedException>(async () => await evals.Datasets.EditAsync("set", [new DatasetChange.Add([TestSamples.One(1)])], "", CancellationToken.None));
    }

    [Fact]
    public async Task Drawn_splits_keep_clusters_together_and_shares_within_strata_whatever_the_order()
    {
        var rule = new SplitRule.Drawn([("train", 3), ("test", 1)], 7, "language");
        var samples = Enumerable.Range(0, 400).Select(i => TestSamples.One(i) with
        {
            Cluster = i % 3 == 0 ? null : FormattableString.Invariant($"doc {i / 5}"),
            Tags = new Dictionary<string, string>(StringComparer.Ordinal) { ["language"] = i < 300 ? "en" : "zh" },
        }).ToList();

        var splits = await Evals.Datasets.SplitDraw.DrawAsync(samples.ToAsyncEnumerable(), rule, CancellationToken.None);
        var reversed = await Evals.Datasets.SplitDraw.DrawAsync(Enumerable.Reverse(samples).ToAsyncEnumerable(), rule, CancellationToken.None);
        var other = await Evals.Datasets.SplitDraw.DrawAsync(samples.ToAsyncEnumerable(), rule with { Seed = 8 }, CancellationToken.None);

        reversed.OrderBy(split => split.Key, StringComparer.Ordinal).ShouldBe(splits.OrderBy(split => split.Key, StringComparer.Ordinal));
        other.OrderBy(split => split.Key, StringComparer.Ordinal).ShouldNotBe(splits.OrderBy(split => split.Key, StringComparer.Ordinal));
        samples.Where(sample => sample.Cluster is not null).GroupBy(sample => sample.Cluster, StringComparer.Ordinal)
            .ShouldAllBe(cluster => cluster.Select(sample => splits[sample.Id]).Distinct(StringComparer.Ordinal).Count() == 1);
        foreach (var language in samples.GroupBy(sample => sample.Tags["language"], StringComparer.Ordinal))
            (language.Count(sample => string.Equals(splits[sample.Id], "test", StringComparison.Ordinal)) / (double)language.Count()).ShouldBe(0.25, 0.05);
    }

    [Fact]
    public async Task A_dataset_with_runs_is_deleted_only_by_force_and_nothing_of_it_stays()
    {
        await using var evals = await EvalDatabase.OpenAsync();
        var dataset = await evals.SaveAsync("set", TestSamples.Make(3));
        await evals.SaveAsync("other", TestSamples.Make(2));
        var result = await evals.Runner().RunAsync(new RunRequest(dataset, new EchoSubject()), null, CancellationToken.None);
        await evals.Runs.PinAsync("main", result.Run.Id, CancellationToken.None);

        var refused = await Should.ThrowAsync<DatasetInUseException>(async () => await evals.Datasets.DeleteAsync("set", force: false, CancellationToken.None));
        (await evals.Datasets.DeleteAsync("set", force: true, CancellationToken.None)).ShouldBe(1);

        refused.Runs.ShouldBe([result.Run.Id]);
        (await evals.Datasets.ListAsync(CancellationToken.None)).Select(version => version.Dataset).ShouldBe(["other"]);
        (await evals.Runs.ListAsync(null, CancellationToken.None)).ShouldBeEmpty();
        (await evals.Runs.BaselineAsync("main", CancellationToken.None)).ShouldBeNull();
        (await evals.Database.ReadAsync(session => session.CountAsync("select count(*) from observations"), CancellationToken.None)).ShouldBe(0);
        (await evals.Database.ReadAsync(session => session.CountAsync("select count(*) from dataset_items"), CancellationToken.None)).ShouldBe(2);
    }

    [Fact]
    public async Task Whatever_a_sample_has_comes_back_from_the_database_and_from_our_own_file()
    {
        await using var evals = await EvalDatabase.OpenAsync();
        using var folder = new TestKit.TemporaryDirectory();
        Prop.ForAll(AnySample.Samples.ToArbitrary(), samples =>
        {
            var saved = evals.Datasets.SaveAsync("set", samples.ToAsyncEnumerable(), "", CancellationToken.None).AsTask().GetAwaiter().GetResult();
            var path = folder.File("samples.jsonl");
            using (var file = File.Create(path)) DatasetFile.WriteAsync(evals.Datasets.SamplesAsync(saved.Version, CancellationToken.None), file, CancellationToken.None).AsTask().GetAwaiter().GetResult();
            var reading = DatasetFile.OpenAsync(path, DatasetFormat.Auto, DatasetReadOptions.Default, CancellationToken.None).AsTask().GetAwaiter().GetResult();
            var again = evals.Datasets.SaveAsync("set", reading.Samples, "", CancellationToken.None).AsTask().GetAwaiter().GetResult();
            return reading.Format == DatasetFormat.Samples && !again.IsNew && string.Equals(again.Version.Fingerprint, saved.Version.Fingerprint, StringComparison.Ordinal) && reading.Report.Samples == samples.Count;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(40));
    }

    [Fact]
    public async Task A_file_of_separated_values_keeps_what_its_columns_hold()
    {
        using var folder = new TestKit.TemporaryDirectory();
        Prop.ForAll(AnySample.Samples.ToArbitrary(), raw =>
        {
            var samples = raw.ConvertAll(sample => sample with
            {
                Before = [], Origin = Provenance.Unknown,
                Expected = sample.Expected with { Places = null, ReferenceClaims = null, ToolCalls = null, EndState = null, AttackGoal = null, Checks = null },
            });
            var path = folder.File("samples.csv");
            using (var file = File.Create(path))
                DatasetFile.WriteCsvAsync(samples.ToAsyncEnumerable, file, CancellationToken.None).AsTask().GetAwaiter().GetResult().ShouldBeEmpty();
            var read = DatasetFile.OpenAsync(path, DatasetFormat.Auto, DatasetReadOptions.Default, CancellationToken.None).AsTask().GetAwaiter().GetResult().Samples.ToListAsync().AsTask().GetAwaiter().GetResult();
            return read.ConvertAll(sample => Evals.Storing.SampleJson.Write(sample with { Origin = Provenance.Unknown })).SequenceEqual(samples.ConvertAll(Evals.Storing.SampleJson.Write), StringComparer.Ordinal);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));
        await Task.CompletedTask;
    }
}
