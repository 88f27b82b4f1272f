using Groundwork.Evals;

namespace Groundwork.UseCases.Tests.Evaluating;

public sealed class TableTests
{
    [Fact]
    public async Task A_table_may_list_documents_as_json_and_answers_that_begin_with_a_bracket()
    {
        await using var desk = await Desk.OpenAsync();
        await ImportAsync(desk, "id,question,answer,relevant\r\na,Where?,[1] in the hall,\"[\"\"d1\"\",\"\"d2\"\"]\"\r\nb,Who?,\"[\"\"Ada\"\",\"\"A. L.\"\"]\",d3;d4:2\r\n");

        var samples = (await new ManageDatasets(desk.Workspace).ShowAsync("set", 0, 10, default)).Samples;

        samples[0].Relevant.ShouldBe(["d1", "d2"]);
        samples[0].Answers.ShouldBe(["[1] in the hall"]);
        samples[1].Answers.ShouldBe(["Ada", "A. L."]);
        samples.ShouldAllBe(s => s.Answerable == true);
    }

    [Fact]
    public async Task Documents_separated_by_commas_are_refused_with_advice()
    {
        await using var desk = await Desk.OpenAsync();

        var refused = await Should.ThrowAsync<DatasetRefusedException>(() => ImportAsync(desk, "question,relevant\r\nWhere?,\"d1,d2\"\r\n"));

        (refused.Message + string.Join(' ', refused.Problems)).ShouldContain("d1;d2");
    }

    private static async Task ImportAsync(Desk desk, string table)
    {
        await File.WriteAllTextAsync(desk.File("t.csv"), table);
        await new ManageDatasets(desk.Workspace).ImportAsync(new ImportDatasetRequest("set", [desk.File("t.csv")]), default);
    }
}
