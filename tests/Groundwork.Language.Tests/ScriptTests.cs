namespace Groundwork.Language.Tests;

public sealed class ScriptTests
{
    // In these scripts a word of a question is found in a text when the text has all of its terms side by side.
    [Theory]
    [InlineData("th", "ประเทศไทยมีกรุงเทพมหานครเป็นเมืองหลวง", "เมืองหลวง")]
    [InlineData("th", "ประเทศไทยมีกรุงเทพมหานครเป็นเมืองหลวง", "ไทย")]
    [InlineData("th", "น้ำตกเอราวัณอยู่ในจังหวัดกาญจนบุรี", "น้ำตก")]
    [InlineData("th", "ติดตั้งโปรแกรม PostgreSQL15บนเซิร์ฟเวอร์Linuxได้", "เซิร์ฟเวอร์")]
    [InlineData("th", "ติดตั้งโปรแกรม PostgreSQL15บนเซิร์ฟเวอร์Linuxได้", "PostgreSQL15")]
    [InlineData("th", "ติดตั้งโปรแกรม PostgreSQL15บนเซิร์ฟเวอร์Linuxได้", "linux")]
    [InlineData("th", "ราคา ๑๒๓ บาท", "123")]
    [InlineData("th", "ที่ทำการ", "ที\u0E48ท\u0E4D\u0E32การ")]
    [InlineData("lo", "ປະເທດລາວມີນະຄອນຫຼວງວຽງຈັນ", "ນະຄອນຫຼວງ")]
    [InlineData("km", "ប្រទេសកម្ពុជាមានរាជធានីភ្នំពេញ", "រាជធានី")]
    [InlineData("my", "မြန်မာနိုင်ငံ၏မြို့တော်", "နိုင်ငံ")]
    [InlineData("ja", "東京都は日本の首都であり、人口が多い。", "首都")]
    [InlineData("ja", "データベースのバックアップを作成します", "バックアップ")]
    [InlineData("ja", "データベースのバックアップを作成します", "ﾊﾞｯｸｱｯﾌﾟ")]
    [InlineData("ja", "Windows版のLibreOffice7.5を使う", "LibreOffice7.5")]
    [InlineData("zh", "中华人民共和国的首都是北京市。", "首都")]
    [InlineData("zh", "请安装Python3.11并运行脚本", "python3.11")]
    [InlineData("ko", "대한민국의 수도는 서울특별시이다", "수도")]
    [InlineData("ko", "서울특별시에서 열린 회의", "서울")]
    [InlineData("ko", "PostgreSQL을 설치하고 서버를 시작한다", "postgresql")]
    public void A_word_finds_the_text_it_stands_in(string language, string text, string word)
    {
        var analyzer = new TextAnalyzer(new LanguageCode(language));
        var (texts, words) = (new List<Term>(), new List<Term>());
        analyzer.Analyze(text, texts);
        analyzer.Analyze(word, words);
        words.ShouldNotBeEmpty();
        var places = texts.Select(t => (t.Text, t.Position)).ToHashSet();
        texts.Exists(t => words.TrueForAll(w => places.Contains((w.Text, t.Position + w.Position)))).ShouldBeTrue($"{string.Join('|', texts.Select(t => t.Text))} should hold {string.Join('|', words.Select(t => t.Text))}");
    }
}
