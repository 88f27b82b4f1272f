using System.Data;
using System.Text;
using Groundwork.Sources.Sql;

namespace Groundwork.Sources.Tests.Sql;

public sealed class SqlRowTests
{
    [Fact]
    public void Arrays_are_written_item_by_item() =>
        RecordOf(new[] { 1, 2 }, new[] { "ä", null }).ShouldBe("{\"id\":\"t/7\",\"text\":\"[\\u00221\\u0022,\\u00222\\u0022]\",\"more\":[\"\\u00E4\"]}\n");

    [Fact]
    public void A_value_without_a_form_as_text_names_its_column() =>
        Should.Throw<SourceException>(() => RecordOf("words", new System.Collections.BitArray(3))).Message.ShouldContain("\"more\"");

    private static string RecordOf(object text, object more)
    {
        using var table = new DataTable();
        table.Columns.Add("id", typeof(string));
        table.Columns.Add("text", typeof(object));
        table.Columns.Add("more", typeof(object));
        table.Rows.Add("7", text, more);
        using var reader = table.CreateDataReader();
        var rows = new SqlRow(new SqlOptions { Name = "t", Query = "select" }, reader);
        reader.Read().ShouldBeTrue();
        return Encoding.UTF8.GetString(rows.Record(reader, rows.KeyOf(reader, 1)));
    }
}
