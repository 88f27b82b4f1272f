using FsCheck;
using FsCheck.Fluent;
using Groundwork.Sources.Sql;

namespace Groundwork.Sources.Tests.Sql;

public sealed class SqlStatementTests
{
    [Theory]
    [InlineData("select 1")]
    [InlineData(" -- notes; and more\nSELECT 'a;b', \";\" /* ; */ from t ; -- end")]
    [InlineData("with x as (select 1) select * from x;")]
    [InlineData("values (1)")]
    public void One_statement_that_reads_is_taken(string text) => Should.NotThrow(() => SqlStatement.One(text));

    [Theory]
    [InlineData("")]
    [InlineData("-- nothing")]
    [InlineData(";")]
    [InlineData("select 1; select 2")]
    [InlineData("select 1;;")]
    [InlineData("select 1; drop table t")]
    [InlineData("select 1 /* /* */ ; drop table t -- */")]
    [InlineData("delete from t")]
    [InlineData("explain analyze delete from t")]
    [InlineData("copy t to program 'x'")]
    [InlineData("attach 'x' as y")]
    [InlineData("select 'open")]
    [InlineData("select /* open")]
    [InlineData("select 1\0")]
    public void Anything_else_is_refused(string text) => Should.Throw<SourceException>(() => SqlStatement.One(text)).Failure.ShouldBe(SourceFailure.BadSpecification);

    [Fact]
    public void No_text_hides_a_second_statement_behind_quotations()
    {
        var parts = Gen.Elements("'", "\"", ";", " ", "a", "--", "\n", "/*", "*/", "$$").ListOf();
        Prop.ForAll(parts.ToArbitrary(), pieces =>
        {
            try
            {
                SqlStatement.One("select " + string.Concat(pieces) + "\n ; delete from t");
                return false;
            }
            catch (SourceException)
            {
                return true;
            }
        }).QuickCheckThrowOnFailure();
    }
}
