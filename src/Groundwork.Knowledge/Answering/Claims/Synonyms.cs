namespace Groundwork.Knowledge.Answering.Claims;

/// <summary>
/// Words that take each other's place without changing what is said. A reviewed table of frequent ones; a word ending in <c>*</c> stands for all words that begin with it. What is not here counts
/// as another word, so that a statement that says it otherwise is rather left out than believed.
/// </summary>
internal static class Synonyms
{
    private static readonly Dictionary<string, string[][]> Tables = new(StringComparer.Ordinal)
    {
        ["en"] =
        [
            Group("use uses used using employ* utili*"), Group("need needs needed require requires required"), Group("help helps helped assist* aid aids support*"), Group("show shows showed shown demonstrat* reveal* display*"),
            Group("mean means signif* denot*"), Group("make makes made render* create* creating produc* generat* build builds built"), Group("give gives gave given provid* offer* suppl* deliver*"), Group("keep keeps kept retain* preserv* stor* hold holds held"),
            Group("choose* chose* pick* select*"), Group("begin* start* commenc*"), Group("large big huge"), Group("small little tiny"), Group("often frequently commonly"), Group("usually generally typically normally"), Group("several multiple various"),
            Group("many numerous"), Group("about roughly approximately around nearly almost"), Group("get gets got obtain* receiv* acquir*"), Group("fast quick* rapid* swift*"), Group("important crucial essential key vital"), Group("find finds found locat* discover*"),
            Group("change* changing modif* alter*"), Group("fix* repair* correct*"), Group("call* request* query queries"), Group("document* file files text texts"), Group("error* mistake* fault* failure*"), Group("part parts piece* portion* section*"), Group("step steps stage* phase*"),
            Group("end ends ended finish* complet*"), Group("run runs running execut*"), Group("measure* measuring gauge* quantif*"), Group("check* verif* validat* inspect*"), Group("contain* includ* compris*"), Group("say says said state states stated"), Group("costly expensive pricey"),
            Group("cheap* inexpensive affordable"), Group("simple simply easy easily plain"), Group("method* approach* technique* way ways"), Group("result* outcome*"), Group("only solely merely just"), Group("system systems setup"), Group("user users person people reader* customer*"),
            Group("cut cuts divid* split*"), Group("permit* allow* let lets enabl*"), Group("return* respond* answer*"), Group("entire whole complete full"), Group("initial first"), Group("further additional extra more"), Group("tell tells told inform* notif*"), Group("rank* order* sort*"),
            Group("lack* miss misses missing absent"), Group("score* rating* grade*"), Group("term terms word words"), Group("model models"), Group("same identical equal*"), Group("must has have should"), Group("when whenever if"), Group("best optimal ideal*"), Group("typical common usual"),
        ],
        ["de"] =
        [
            Group("nutz* benutz* verwend* gebrauch*"), Group("brauch* benötig* erforder*"), Group("zeig* demonstrier* belegt"), Group("geb* gibt biet* liefer*"), Group("behält behalt* bewahr* speicher* hält"), Group("wähl* auswähl*"), Group("beginn* start* anfang*"), Group("oft häufig*"),
            Group("groß* riesig*"), Group("klein* winzig*"), Group("mehrer* verschieden*"), Group("änder* veränder* modifizier*"), Group("prüf* kontrollier* überprüf*"), Group("fehler* irrtum*"), Group("schnell* rasch*"), Group("teil* abschnitt* stück*"), Group("enthäl* beinhalt* umfass*"),
        ],
    };

    /// <summary>Whether two words in small letters say the same in a language.</summary>
    public static bool AreSame(string language, string one, string other) =>
        Tables.TryGetValue(language, out var groups) && Array.Exists(groups, group => IsAmong(one, group) && IsAmong(other, group));

    private static string[] Group(string words) => words.Split(' ');

    private static bool IsAmong(string word, string[] words)
    {
        foreach (var known in words)
            if (known[^1] == '*' ? word.AsSpan().StartsWith(known.AsSpan(0, known.Length - 1), StringComparison.Ordinal) : string.Equals(word, known, StringComparison.Ordinal)) return true;
        return false;
    }
}
