using Groundwork.TestKit;

namespace Groundwork.Evals.Tests.Judging;

public sealed class LabelFileTests
{
    private const string Head = "{\"labels\":1,\"name\":\"n\",\"kind\":\"grades\",\"criterion\":\"c\",\"scale\":[0,1]}\n";
    private const string Item = "{\"id\":\"a\",\"question\":\"q\",\"answer\":\"é 中\",\"labels\":{\"anna\":1,\"ben\":0},\"tags\":{\"x\":\"y\"},\"cluster\":\"k\"}\n";

    [Fact]
    public async Task A_set_comes_back_as_it_was_written()
    {
        using var folder = new TemporaryDirectory();
        var labels = await LabelFile.ReadAsync(folder.Write("l.jsonl", Head + Item), CancellationToken.None);

        LabelFile.Write(labels).ShouldBe(Head + Item);
        (await LabelFile.ReadAsync(folder.Write("m.jsonl", LabelFile.Write(labels)), CancellationToken.None)).Fingerprint.ShouldBe(labels.Fingerprint);
        labels.Items.ShouldHaveSingleItem().Labels.ShouldBe([new HumanLabel("anna", 1), new HumanLabel("ben", 0)]);
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("x", "line 1")]
    [InlineData(Head + Item + Item, "two items")]
    [InlineData(Head + "{\"id\":\"a\",\"question\":\"q\",\"answer\":\"a\",\"labels\":{}}", "nobody")]
    [InlineData(Head + "{\"id\":\"a\",\"question\":\"q\",\"answer\":\"a\",\"labels\":{\"anna\":7}}", "7")]
    [InlineData(Head + "{\"id\":\"a\",\"question\":\"q\",\"answer\":\"a\",\"labels\":{\"anna\":0.5}}", "0.5")]
    [InlineData(Head + "{\"id\":\"a\",\"question\":\"q\",\"answer\":\"a\",\"label\":1}", "\"label\"")]
    [InlineData(Head + "{\"id\":\"a\",\"question\":\"q\",\"labels\":{\"anna\":1}}", "\"answer\" is missing")]
    [InlineData("{\"labels\":1,\"name\":\"n\",\"kind\":\"pairs\",\"criterion\":\"c\"}\n{\"id\":\"a\",\"question\":\"q\",\"answer\":\"a\",\"labels\":{\"anna\":1}}", "second answer")]
    [InlineData("{\"labels\":2,\"name\":\"n\",\"kind\":\"grades\",\"criterion\":\"c\",\"scale\":[0,1]}", "version")]
    public async Task What_is_no_label_set_is_refused_with_its_place(string text, string problem)
    {
        using var folder = new TemporaryDirectory();

        (await Should.ThrowAsync<JudgeFileException>(async () => await LabelFile.ReadAsync(folder.Write("l.jsonl", text), CancellationToken.None))).Message.ShouldContain(problem);
    }

    [Fact]
    public async Task A_missing_file_and_one_that_is_not_utf_8_are_told()
    {
        using var folder = new TemporaryDirectory();

        (await Should.ThrowAsync<JudgeFileException>(async () => await LabelFile.ReadAsync(folder.File("none.jsonl"), CancellationToken.None))).Message.ShouldContain("no such file");
        (await Should.ThrowAsync<JudgeFileException>(async () => await LabelFile.ReadAsync(folder.Write("bad.jsonl", [0x7B, 0xFF, 0xFE, 0x7D]), CancellationToken.None))).Message.ShouldContain("UTF-8");
    }

    [Fact]
    public void An_item_stays_on_its_side_when_others_are_added_and_clusters_stay_together()
    {
        var small = Sets.Grades(40);
        var large = Sets.Grades(100);

        small.HeldOut.Select(item => item.Item.Id).ShouldBe(large.HeldOut.Select(item => item.Item.Id).Where(id => string.CompareOrdinal(id, "i040") < 0));
        var clustered = LabelFile.Create("c", LabelKind.Grades, "faithfulness", [1, 2, 3, 4], [.. large.Items.Select((item, i) => item with { Cluster = $"c{i / 4}" })]);
        clustered.HeldOut.Select(item => item.Cluster).Intersect(clustered.Practice.Select(item => item.Cluster), StringComparer.Ordinal).ShouldBeEmpty();
    }
}
