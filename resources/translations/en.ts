<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="zh_CN">
<context>
    <name>AlarmList</name>
    <message>
        <location filename="../../widgets/alarms/columns.py"/>
        <source>级</source>
        <translation>P</translation>
    </message>
    <message>
        <location filename="../../widgets/alarms/columns.py"/>
        <source>时间</source>
        <translation>Time</translation>
    </message>
    <message>
        <location filename="../../widgets/alarms/columns.py"/>
        <source>系统</source>
        <translation>System</translation>
    </message>
    <message>
        <location filename="../../widgets/alarms/columns.py"/>
        <source>内容（发生时）</source>
        <translation>Alarm (as raised)</translation>
    </message>
    <message>
        <location filename="../../widgets/alarms/columns.py"/>
        <source>区域</source>
        <translation>Area</translation>
    </message>
    <message>
        <location filename="../../widgets/alarms/columns.py"/>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <location filename="../../widgets/alarms/columns.py"/>
        <source>派遣</source>
        <translation>Dispatch</translation>
    </message>
    <message>
        <location filename="../../widgets/alarms/columns.py"/>
        <source>历时</source>
        <translation>Elapsed</translation>
    </message>
    <message>
        <location filename="../../widgets/alarms/columns.py"/>
        <source>报警值</source>
        <translation>Value</translation>
    </message>
    <message>
        <location filename="../../widgets/alarms/columns.py"/>
        <source>经手人</source>
        <translation>In hand</translation>
    </message>
    <message>
        <location filename="../../widgets/alarms/list.py"/>
        <source>当前无告警</source>
        <translation>No alarms</translation>
    </message>
    <message>
        <location filename="../../widgets/alarms/list.py"/>
        <source>未知</source>
        <translation>unknown</translation>
    </message>
    <message>
        <location filename="../../widgets/alarms/list.py"/>
        <source>另有 {0} 条</source>
        <translation>{0} more</translation>
    </message>
    <message>
        <location filename="../../widgets/alarms/painter.py"/>
        <source>超前</source>
        <translation>ahead</translation>
    </message>
    <message>
        <location filename="../../widgets/alarms/painter.py"/>
        <source>过时</source>
        <translation>Stale</translation>
    </message>
    <message>
        <location filename="../../widgets/alarms/painter.py"/>
        <source>{0} 条</source>
        <translation>{0} alarms</translation>
    </message>
</context>
<context>
    <name>AlarmTable</name>
    <message>
        <location filename="../../widgets/alarms/table.py"/>
        <source>拖动列名调整次序，拖动右缘调整宽度，右键选择显示的列</source>
        <translation>Drag a heading to reorder, its right edge to resize; right-click to choose columns</translation>
    </message>
</context>
<context>
    <name>BaseMap</name>
    <message>
        <location filename="../../console/models/city_map/base_maps.py"/>
        <source>未标注审图号</source>
        <translation>No map review number</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/base_maps.py"/>
        <source>示范市</source>
        <translation>Demonstration city</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/base_maps.py"/>
        <source>不显示底图</source>
        <translation>No base map</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/base_maps.py"/>
        <source>虚构城市</source>
        <translation>Fictional city</translation>
    </message>
</context>
<context>
    <name>CardedMap</name>
    <message>
        <location filename="../../widgets/map/carded.py"/>
        <source>此处 {0} 条中的第 {1} 条，再单击看下一条</source>
        <translation>No. {1} of {0} here; click again for the next</translation>
    </message>
</context>
<context>
    <name>Compass</name>
    <message>
        <location filename="../../widgets/webmap/compass.py"/>
        <source>正北俯视；点击倾斜</source>
        <translation>Straight down, north up; click to tilt</translation>
    </message>
    <message>
        <location filename="../../widgets/webmap/compass.py"/>
        <source>朝向 {0:.0f}°，倾斜 {1:.0f}°；点击恢复正北俯视</source>
        <translation>Heading {0:.0f}°, tilt {1:.0f}°; click to look straight down, north up</translation>
    </message>
</context>
<context>
    <name>DayBars</name>
    <message>
        <location filename="../../widgets/trend/day_bars.py"/>
        <source>尚无整日记录</source>
        <translation>No full day recorded yet</translation>
    </message>
    <message>
        <location filename="../../widgets/trend/day_bars.py"/>
        <source>目标 {0}</source>
        <translation>target {0}</translation>
    </message>
    <message>
        <location filename="../../widgets/trend/day_bars.py"/>
        <source>今日</source>
        <translation>today</translation>
    </message>
</context>
<context>
    <name>DeathWatch</name>
    <message>
        <location filename="../../widgets/webmap/deaths.py"/>
        <source>程序在载入三维地图时退出</source>
        <translation>the program ended while loading the 3D map</translation>
    </message>
    <message>
        <location filename="../../widgets/webmap/deaths.py"/>
        <source>三维页面 {0} 停用：{1}</source>
        <translation>3D page off {0}: {1}</translation>
    </message>
    <message>
        <location filename="../../widgets/webmap/deaths.py"/>
        <source>多次退出</source>
        <translation>ended repeatedly</translation>
    </message>
</context>
<context>
    <name>KpiTile</name>
    <message>
        <location filename="../../widgets/kpi_tile.py"/>
        <source>未知</source>
        <translation>unknown</translation>
    </message>
    <message>
        <location filename="../../widgets/kpi_tile.py"/>
        <source>回放</source>
        <translation>replay</translation>
    </message>
</context>
<context>
    <name>LayerLegend</name>
    <message>
        <location filename="../../widgets/layer_legend.py"/>
        <source>数据 {0}（{1} 前）</source>
        <translation>Data {0} ({1} ago)</translation>
    </message>
    <message>
        <location filename="../../widgets/layer_legend.py"/>
        <source>来源 {0}</source>
        <translation>Source {0}</translation>
    </message>
</context>
<context>
    <name>LayerPanel</name>
    <message>
        <location filename="../../widgets/layer_panel.py"/>
        <source>图层</source>
        <translation>Layers</translation>
    </message>
    <message>
        <location filename="../../widgets/layer_panel.py"/>
        <source>还没有图层。在下面勾选要看的内容。</source>
        <translation>No layers yet. Tick below what you want to see.</translation>
    </message>
    <message>
        <location filename="../../widgets/layer_panel.py"/>
        <source>上移一层</source>
        <translation>One layer up</translation>
    </message>
    <message>
        <location filename="../../widgets/layer_panel.py"/>
        <source>下移一层</source>
        <translation>One layer down</translation>
    </message>
    <message>
        <location filename="../../widgets/layer_panel.py"/>
        <source>不再显示</source>
        <translation>Show no longer</translation>
    </message>
    <message>
        <location filename="../../widgets/layer_panel.py"/>
        <source>不透明度</source>
        <translation>Opacity</translation>
    </message>
    <message>
        <location filename="../../widgets/layer_panel.py"/>
        <source>正在显示</source>
        <translation>Shown now</translation>
    </message>
    <message>
        <location filename="../../widgets/layer_panel.py"/>
        <source>从缩放级别</source>
        <translation>From zoom</translation>
    </message>
    <message>
        <location filename="../../widgets/layer_panel.py"/>
        <source>到缩放级别</source>
        <translation>To zoom</translation>
    </message>
    <message>
        <location filename="../../widgets/layer_panel.py"/>
        <source>缩放</source>
        <translation>Zoom</translation>
    </message>
    <message>
        <location filename="../../widgets/layer_panel.py"/>
        <source>至</source>
        <translation>to</translation>
    </message>
</context>
<context>
    <name>MapPainter</name>
    <message>
        <location filename="../../widgets/map/painter.py"/>
        <source>三维绘制</source>
        <translation>3D</translation>
    </message>
    <message>
        <location filename="../../widgets/map/painter.py"/>
        <source>平面绘制</source>
        <translation>Flat</translation>
    </message>
    <message>
        <location filename="../../widgets/map/painter.py"/>
        <source>未安装网页组件</source>
        <translation>web engine not installed</translation>
    </message>
    <message>
        <location filename="../../widgets/map/painter.py"/>
        <source>网页沙箱不可用</source>
        <translation>web sandbox not available</translation>
    </message>
    <message>
        <location filename="../../widgets/map/painter.py"/>
        <source>程序启动时未准备网页组件</source>
        <translation>web engine was not prepared at start</translation>
    </message>
    <message>
        <location filename="../../widgets/map/painter.py"/>
        <source>按设置</source>
        <translation>as set</translation>
    </message>
    <message>
        <location filename="../../widgets/map/painter.py"/>
        <source>没有图形加速</source>
        <translation>no graphics acceleration</translation>
    </message>
    <message>
        <location filename="../../widgets/map/painter.py"/>
        <source>{0}：{1}</source>
        <translation>{0}: {1}</translation>
    </message>
</context>
<context>
    <name>MapPane</name>
    <message>
        <location filename="../../widgets/map/base_menu.py"/>
        <source>底图</source>
        <translation>Base map</translation>
    </message>
    <message>
        <location filename="../../widgets/map/furniture.py"/>
        <source>数据 {0}</source>
        <translation>data {0}</translation>
    </message>
    <message>
        <location filename="../../widgets/map/map_pane.py"/>
        <source>虚构城市</source>
        <translation>fictional city</translation>
    </message>
    <message>
        <location filename="../../widgets/map/map_pane.py"/>
        <source>回放</source>
        <translation>replay</translation>
    </message>
</context>
<context>
    <name>PaneFrame</name>
    <message>
        <location filename="../../widgets/pane.py"/>
        <source>未知</source>
        <translation>unknown</translation>
    </message>
    <message>
        <location filename="../../widgets/pane.py"/>
        <source>回放</source>
        <translation>replay</translation>
    </message>
</context>
<context>
    <name>ReceiptBar</name>
    <message>
        <location filename="../../widgets/receipt.py"/>
        <source>详情</source>
        <translation>Details</translation>
    </message>
    <message>
        <location filename="../../widgets/receipt.py"/>
        <source>知道了</source>
        <translation>Dismiss</translation>
    </message>
</context>
<context>
    <name>SwitchingMapPane</name>
    <message>
        <location filename="../../widgets/webmap/menus.py"/>
        <source>绘制方式</source>
        <translation>Painter</translation>
    </message>
    <message>
        <location filename="../../widgets/webmap/menus.py"/>
        <source>自动选择</source>
        <translation>Automatic</translation>
    </message>
    <message>
        <location filename="../../widgets/webmap/menus.py"/>
        <source>三维地图</source>
        <translation>3D map</translation>
    </message>
    <message>
        <location filename="../../widgets/webmap/menus.py"/>
        <source>平面地图</source>
        <translation>Flat map</translation>
    </message>
    <message>
        <location filename="../../widgets/webmap/menus.py"/>
        <source>正北俯视	Home</source>
        <translation>North up, from above	Home</translation>
    </message>
    <message>
        <location filename="../../widgets/webmap/pane.py"/>
        <source>已改用平面地图：{0}，一分钟内三次</source>
        <translation>Switched to the flat map: {0}, three times in a minute</translation>
    </message>
    <message>
        <location filename="../../widgets/webmap/pane.py"/>
        <source>{0}，正在重新载入</source>
        <translation>{0}, reloading</translation>
    </message>
    <message>
        <location filename="../../widgets/webmap/pane.py"/>
        <source>不能改用三维地图：{0}</source>
        <translation>No 3D map: {0}</translation>
    </message>
</context>
<context>
    <name>TileSource</name>
    <message>
        <location filename="../../widgets/map/base_words.py"/>
        <source>离线</source>
        <translation>Off line</translation>
    </message>
    <message>
        <location filename="../../widgets/map/base_words.py"/>
        <source>底图服务转到别的主机，未跟随</source>
        <translation>The base map's service leads to another host, which is not followed</translation>
    </message>
    <message>
        <location filename="../../widgets/map/base_words.py"/>
        <source>底图服务返回的不是图片</source>
        <translation>The base map service sends no pictures</translation>
    </message>
    <message>
        <location filename="../../widgets/map/base_words.py"/>
        <source>底图服务在这一带没有瓦片</source>
        <translation>The base map has no tiles here</translation>
    </message>
    <message>
        <location filename="../../widgets/map/base_words.py"/>
        <source>底图文件已损坏</source>
        <translation>The base map's file is damaged</translation>
    </message>
    <message>
        <location filename="../../widgets/map/base_words.py"/>
        <source>没有底图：服务器不可达</source>
        <translation>No base map: server unreachable</translation>
    </message>
    <message>
        <location filename="../../widgets/map/base_words.py"/>
        <source>找不到文件 {0}</source>
        <translation>the file {0} is not there</translation>
    </message>
    <message>
        <location filename="../../widgets/map/base_words.py"/>
        <source>文件 {0} 无法读取</source>
        <translation>the file {0} cannot be read</translation>
    </message>
    <message>
        <location filename="../../widgets/map/base_words.py"/>
        <source>{0} 不是 PMTiles 或 MBTiles 文件，或已损坏</source>
        <translation>{0} is no PMTiles or MBTiles file, or it is damaged</translation>
    </message>
    <message>
        <location filename="../../widgets/map/base_words.py"/>
        <source>文件 {0} 已损坏</source>
        <translation>the file {0} is damaged</translation>
    </message>
    <message>
        <location filename="../../widgets/map/base_words.py"/>
        <source>文件 {0} 中没有瓦片</source>
        <translation>the file {0} holds no tile</translation>
    </message>
    <message>
        <location filename="../../widgets/map/base_words.py"/>
        <source>文件 {0} 的瓦片格式不支持</source>
        <translation>the tiles of the file {0} are of a format that is not supported</translation>
    </message>
    <message>
        <location filename="../../widgets/map/base_words.py"/>
        <source>文件 {0} 的图层规格不支持</source>
        <translation>the layers of the file {0} are of a schema that is not supported</translation>
    </message>
    <message>
        <location filename="../../widgets/map/base_words.py"/>
        <source>设置中没有“{0}”</source>
        <translation>the settings have no “{0}”</translation>
    </message>
    <message>
        <location filename="../../widgets/map/base_words.py"/>
        <source>磁盘已满</source>
        <translation>the disk is full</translation>
    </message>
    <message>
        <location filename="../../widgets/map/base_words.py"/>
        <source>{0}：底图来自缓存</source>
        <translation>{0}: base map from cache</translation>
    </message>
    <message>
        <location filename="../../widgets/map/base_words.py"/>
        <source>没有密钥</source>
        <translation>there is no key</translation>
    </message>
    <message>
        <location filename="../../widgets/map/base_words.py"/>
        <source>没有底图：设置中没有“{0}”</source>
        <translation>No base map: the settings have no “{0}”</translation>
    </message>
    <message>
        <location filename="../../widgets/map/base_words.py"/>
        <source>（{0}）</source>
        <translation> ({0})</translation>
    </message>
    <message>
        <location filename="../../widgets/map/base_words.py"/>
        <source>底图密钥无效{0}</source>
        <translation>Base map key not accepted{0}</translation>
    </message>
    <message>
        <location filename="../../widgets/map/base_words.py"/>
        <source>底图今日用量已满{0}</source>
        <translation>Base map: today's quota is used up{0}</translation>
    </message>
    <message>
        <location filename="../../widgets/map/base_words.py"/>
        <source>底图服务拒绝访问{0}</source>
        <translation>Base map service refuses access{0}</translation>
    </message>
    <message>
        <location filename="../../widgets/map/base_words.py"/>
        <source>{0}：没有底图，缺 {1} 块</source>
        <translation>{0}: no base map, {1} tiles missing</translation>
    </message>
    <message>
        <location filename="../../widgets/map/base_words.py"/>
        <source>{0}：缺 {1} 块</source>
        <translation>{0}: {1} tiles missing</translation>
    </message>
    <message>
        <location filename="../../widgets/map/base_words.py"/>
        <source>{0}：底图来自缓存，缺 {1} 块</source>
        <translation>{0}: base map from cache, {1} tiles missing</translation>
    </message>
    <message>
        <location filename="../../widgets/map/base_words.py"/>
        <source>底图缺 {0} 块</source>
        <translation>Base map lacks {0} tiles</translation>
    </message>
    <message>
        <location filename="../../widgets/map/base_words.py"/>
        <source>没有密钥（{0}）</source>
        <translation>there is no key ({0})</translation>
    </message>
    <message>
        <location filename="../../widgets/map/tile_child.py"/>
        <source>底图暂停：绘图进程已退出，正在重新启动</source>
        <translation>Base map paused: the tile process ended, restarting it</translation>
    </message>
    <message>
        <location filename="../../widgets/map/tile_child.py"/>
        <source>绘图进程无法启动</source>
        <translation>the tile process does not start</translation>
    </message>
    <message>
        <location filename="../../widgets/map/tile_child.py"/>
        <source>绘图进程反复退出</source>
        <translation>the tile process keeps ending</translation>
    </message>
    <message>
        <location filename="../../widgets/map/tile_child.py"/>
        <location filename="../../widgets/map/tile_source.py"/>
        <source>底图不可用：{0}</source>
        <translation>Base map unavailable: {0}</translation>
    </message>
    <message>
        <location filename="../../widgets/map/tile_source.py"/>
        <source>底图不完整：{0}</source>
        <translation>Base map incomplete: {0}</translation>
    </message>
</context>
<context>
    <name>ToolHint</name>
    <message>
        <location filename="../../widgets/map/tools/hint.py"/>
        <source>双击或回车结束，退格撤销一点，Esc 退出</source>
        <translation>Double click or Enter ends, Backspace takes a corner back, Esc leaves</translation>
    </message>
    <message>
        <location filename="../../widgets/map/tools/hint.py"/>
        <source>单击标一个点，Esc 退出</source>
        <translation>Click to mark a point, Esc leaves</translation>
    </message>
    <message>
        <location filename="../../widgets/map/tools/hint.py"/>
        <source>按住拖动定半径，或先输入半径再单击圆心，Esc 退出</source>
        <translation>Drag from the centre, or type a radius and click the centre; Esc leaves</translation>
    </message>
    <message>
        <location filename="../../widgets/map/tools/hint.py"/>
        <source>逐点单击，拖动可平移地图，Esc 退出</source>
        <translation>Click corner by corner, drag to move the map, Esc leaves</translation>
    </message>
    <message>
        <location filename="../../widgets/map/tools/hint.py"/>
        <source>半径…</source>
        <translation>Radius…</translation>
    </message>
    <message>
        <location filename="../../widgets/map/tools/hint.py"/>
        <source>半径（米）</source>
        <translation>Radius (metres)</translation>
    </message>
</context>
<context>
    <name>ToolStrip</name>
    <message>
        <location filename="../../widgets/map/tools/strip.py"/>
        <source>标绘与查询清单</source>
        <translation>Drawings and what was found</translation>
    </message>
</context>
<context>
    <name>TrendChart</name>
    <message>
        <location filename="../../widgets/trend/chart.py"/>
        <source>无数据</source>
        <translation>no data</translation>
    </message>
    <message>
        <location filename="../../widgets/trend/chart.py"/>
        <source>未知</source>
        <translation>unknown</translation>
    </message>
    <message>
        <location filename="../../widgets/trend/chart.py"/>
        <source>暂无数据</source>
        <translation>No data yet</translation>
    </message>
    <message>
        <location filename="../../widgets/trend/ground.py"/>
        <source>无数据 {0}</source>
        <translation>no data {0}</translation>
    </message>
</context>
<context>
    <name>TruthStrip</name>
    <message>
        <location filename="../../widgets/truth_strip.py"/>
        <source>未知</source>
        <translation>unknown</translation>
    </message>
    <message>
        <location filename="../../widgets/truth_strip.py"/>
        <source>缓存</source>
        <translation>cached</translation>
    </message>
    <message>
        <location filename="../../widgets/truth_strip.py"/>
        <source>回放</source>
        <translation>replay</translation>
    </message>
    <message>
        <location filename="../../widgets/truth_strip.py"/>
        <source>不含“{0}”（从未收到）</source>
        <translation>without “{0}” (never heard)</translation>
    </message>
    <message>
        <location filename="../../widgets/truth_strip.py"/>
        <source>实时 · {0}</source>
        <translation>live · {0}</translation>
    </message>
    <message>
        <location filename="../../widgets/truth_strip.py"/>
        <source>数据时间超前 {0}</source>
        <translation>data time {0} ahead</translation>
    </message>
    <message>
        <location filename="../../widgets/truth_strip.py"/>
        <source>延迟 {0}</source>
        <translation>delayed {0}</translation>
    </message>
    <message>
        <location filename="../../widgets/truth_strip.py"/>
        <source>缓存 {0} 起 · {1}</source>
        <translation>cached since {0} · {1}</translation>
    </message>
    <message>
        <location filename="../../widgets/truth_strip.py"/>
        <source>回放 · {0}</source>
        <translation>replay · {0}</translation>
    </message>
    <message>
        <location filename="../../widgets/truth_strip.py"/>
        <source>缺 {0} 个后端</source>
        <translation>{0} backend(s) lacking</translation>
    </message>
</context>
<context>
    <name>WarningTicker</name>
    <message>
        <location filename="../../widgets/ticker.py"/>
        <source>特别严重</source>
        <translation>extremely serious</translation>
    </message>
    <message>
        <location filename="../../widgets/ticker.py"/>
        <source>严重</source>
        <translation>serious</translation>
    </message>
    <message>
        <location filename="../../widgets/ticker.py"/>
        <source>较重</source>
        <translation>relatively serious</translation>
    </message>
    <message>
        <location filename="../../widgets/ticker.py"/>
        <source>一般</source>
        <translation>ordinary</translation>
    </message>
    <message>
        <location filename="../../widgets/ticker.py"/>
        <source>未定级</source>
        <translation>not graded</translation>
    </message>
    <message>
        <location filename="../../widgets/ticker.py"/>
        <source>当前无生效预警</source>
        <translation>No warning in force</translation>
    </message>
    <message>
        <location filename="../../widgets/ticker.py"/>
        <source>{0} {1} 发布</source>
        <translation>{0}, issued {1}</translation>
    </message>
    <message>
        <location filename="../../widgets/ticker.py"/>
        <source>至 {0}</source>
        <translation>until {0}</translation>
    </message>
    <message>
        <location filename="../../widgets/ticker.py"/>
        <source>预警状态未知</source>
        <translation>Warnings unknown</translation>
    </message>
    <message>
        <location filename="../../widgets/ticker.py"/>
        <source>已知来源无生效预警 · {0}</source>
        <translation>No warning in force from known sources · {0}</translation>
    </message>
    <message>
        <location filename="../../widgets/ticker.py"/>
        <source>断线前无生效预警</source>
        <translation>No warnings in force before the link broke</translation>
    </message>
</context>
<context>
    <name>WebPainter</name>
    <message>
        <location filename="../../widgets/webmap/painter.py"/>
        <source>三维页面无响应</source>
        <translation>the 3D page does not respond</translation>
    </message>
    <message>
        <location filename="../../widgets/webmap/painter.py"/>
        <source>三维绘图进程已退出</source>
        <translation>the 3D renderer ended</translation>
    </message>
    <message>
        <location filename="../../widgets/webmap/painter.py"/>
        <source>三维页面无法载入</source>
        <translation>the 3D page does not load</translation>
    </message>
    <message>
        <location filename="../../widgets/webmap/painter.py"/>
        <source>图形设备丢失</source>
        <translation>the graphics device was lost</translation>
    </message>
    <message>
        <location filename="../../widgets/webmap/painter.py"/>
        <source>三维页面未能启动</source>
        <translation>the 3D page did not start</translation>
    </message>
    <message>
        <location filename="../../widgets/webmap/painter.py"/>
        <source>地图字体缺失，改用系统字体</source>
        <translation>Map typeface missing, using the system's</translation>
    </message>
    <message>
        <location filename="../../widgets/webmap/painter.py"/>
        <source>底图不完整：{0}</source>
        <translation>Base map incomplete: {0}</translation>
    </message>
</context>
<context>
    <name>WmsOverlay</name>
    <message>
        <location filename="../../widgets/map/wms_overlay.py"/>
        <source>图层“{0}”无法取得：{1}</source>
        <translation>Layer “{0}” cannot be had: {1}</translation>
    </message>
    <message>
        <location filename="../../widgets/map/wms_overlay.py"/>
        <source>图层“{0}”离线，显示以前的图</source>
        <translation>Layer “{0}” is off line, an earlier picture is shown</translation>
    </message>
    <message>
        <location filename="../../widgets/map/wms_words.py"/>
        <source>服务连不上</source>
        <translation>the service cannot be reached</translation>
    </message>
    <message>
        <location filename="../../widgets/map/wms_words.py"/>
        <source>服务需要登录或密钥</source>
        <translation>the service needs a login or a key</translation>
    </message>
    <message>
        <location filename="../../widgets/map/wms_words.py"/>
        <source>服务今日用量已满</source>
        <translation>the service's quota of today is used up</translation>
    </message>
    <message>
        <location filename="../../widgets/map/wms_words.py"/>
        <source>服务拒绝访问</source>
        <translation>the service refuses</translation>
    </message>
    <message>
        <location filename="../../widgets/map/wms_words.py"/>
        <source>服务把请求转到别的主机，未跟随</source>
        <translation>the service leads to another host, which is not followed</translation>
    </message>
    <message>
        <location filename="../../widgets/map/wms_words.py"/>
        <source>其主机不在设置的 map.wms_hosts 中</source>
        <translation>its host is not among map.wms_hosts of the settings</translation>
    </message>
    <message>
        <location filename="../../widgets/map/wms_words.py"/>
        <source>服务返回的不是图片</source>
        <translation>the service answers with something that is no picture</translation>
    </message>
    <message>
        <location filename="../../widgets/map/wms_words.py"/>
        <source>底图进程已退出</source>
        <translation>the map process has ended</translation>
    </message>
</context>
<context>
    <name>act_dialog</name>
    <message>
        <location filename="../../screens/desk/incident/dialog.py"/>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/dialog.py"/>
        <source>正在保存…</source>
        <translation>Saving …</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/dialog.py"/>
        <source>关闭对话框后再更换外观：语言、配色、字号。</source>
        <translation>Close the dialog before you change the look: language, colours, type size.</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/dialog.py"/>
        <source>文字最多 {0} 字，现有 {1} 字，请删减后再保存。</source>
        <translation>At most {0} characters; there are {1}. Please shorten it before saving.</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/dialog.py"/>
        <source>另一后端的部分已保存，其余{}</source>
        <translation>What is for the other backend is saved; the rest: {}</translation>
    </message>
</context>
<context>
    <name>act_row</name>
    <message>
        <location filename="../../screens/desk/alarms/act_row.py"/>
        <source>登录后处理 F6</source>
        <translation>Sign in to act F6</translation>
    </message>
</context>
<context>
    <name>acts</name>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>确认</source>
        <translation>Acknowledge</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>复位</source>
        <translation>Reset</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>搁置</source>
        <translation>Shelve</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>取消搁置</source>
        <translation>Unshelve</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>停用</source>
        <translation>Out of service</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>恢复启用</source>
        <translation>Return to service</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>备注</source>
        <translation>Note</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>派遣</source>
        <translation>Dispatch</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>改派</source>
        <translation>Transfer</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>督办</source>
        <translation>Urge</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>立案</source>
        <translation>File</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>不予立案</source>
        <translation>Decline</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>作废</source>
        <translation>Void</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>申请延期</source>
        <translation>Ask for extension</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>申请缓办</source>
        <translation>Ask to defer</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>恢复办理</source>
        <translation>Resume</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>撤回申请</source>
        <translation>Withdraw request</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>审批申请</source>
        <translation>Decide on request</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>退回</source>
        <translation>Send back</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>接收</source>
        <translation>Receive</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>反馈</source>
        <translation>Feedback</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>核查结案</source>
        <translation>Verify and close</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>升级上报</source>
        <translation>Escalate</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>通知县区</source>
        <translation>Notify county</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>新建事件</source>
        <translation>New incident</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>并入事件</source>
        <translation>Add to incident</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>调整等级</source>
        <translation>Change grade</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>终止</source>
        <translation>End</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>启动预案</source>
        <translation>Activate plan</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>勾选任务</source>
        <translation>Tick task</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>上报</source>
        <translation>Report</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>力量登记</source>
        <translation>Log unit</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>会商登记</source>
        <translation>Log consultation</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>排班</source>
        <translation>Roster</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>换班申请</source>
        <translation>Swap request</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>换班审批</source>
        <translation>Swap decision</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>交班签字</source>
        <translation>Sign over</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>接班签字</source>
        <translation>Sign to take over</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>他人已先操作，请看最新状态后再试</source>
        <translation>somebody acted first; look at the present state, then try again</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>对象已有新变化，请看最新状态后再试</source>
        <translation>it has changed meanwhile: look at it as it is now, then try again</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>当前角色无权执行</source>
        <translation>your role has no right to it</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>登录已失效，请重新登录</source>
        <translation>your login has ended, please sign in again</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>网关尚不支持这一操作</source>
        <translation>the gateway does not know this act yet</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>内容过长或格式不对，请缩短后再试</source>
        <translation>it is too long or not well formed: shorten it and try again</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>网关处理时出错，未生效，请联系技术保障</source>
        <translation>the gateway failed on it; no effect, please call the technician</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>等待超过有效期，未再发送</source>
        <translation>it waited past its expiry and was not sent any more</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>本机时钟偏快，请校时</source>
        <translation>this computer's clock is fast, please set it</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>备注不能为空</source>
        <translation>a note needs words</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>只有指挥长或值班长可以作批示</source>
        <translation>only a commander or a watch leader gives instructions</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>不能审批与本人有关的换班</source>
        <translation>nobody decides on a swap of their own</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>这一申请已审批</source>
        <translation>this request has been decided</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>已登记过</source>
        <translation>already logged</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>这一事件已建立</source>
        <translation>this incident is open already</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>其中有告警或案件已在另一起进行中的事件里</source>
        <translation>one of the alarms or cases belongs to another running incident</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>须有告警、案件或信息来源</source>
        <translation>it needs an alarm, a case or a source</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>事件类别不在分级表中</source>
        <translation>the class is not in the grading table</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>按所填数字应定更高等级</source>
        <translation>the figures make it a higher grade</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>等级和数字没有变化</source>
        <translation>grade and figures are unchanged</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>预案没有这一响应级别</source>
        <translation>the plan has no such response level</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>预案已在这一级别响应</source>
        <translation>the plan is at this level already</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>这一响应级别须由有权批准的岗位启动</source>
        <translation>this level must be activated by the post that may approve it</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>这一任务已勾选</source>
        <translation>this task is ticked already</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>这一任务未勾选</source>
        <translation>this task is not ticked</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>同一类别的报告已报送过该对象</source>
        <translation>a report of this kind was sent to them already</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>响应终止后只能登记终报</source>
        <translation>after the end only a final report can be logged</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>尚未邀请此人</source>
        <translation>this person has not been invited</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>有对象重复</source>
        <translation>something is named twice</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>没有选择要并入的告警、案件或接报</source>
        <translation>no alarm, case or report was chosen</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>请写明信息来源</source>
        <translation>please give the source</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>请写明报送对象和内容</source>
        <translation>say to whom the report goes and what it says</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>对象已关闭或不存在</source>
        <translation>it is closed or does not exist</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>对象刚刚已关闭</source>
        <translation>it was closed just now</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>请写明部门名称</source>
        <translation>name the department</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>已派遣，可以改派</source>
        <translation>it is dispatched; it can be transferred</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>已由该部门办理</source>
        <translation>this department has it already</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>还没有派遣</source>
        <translation>it is not dispatched yet</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>部门接收以后不能退回</source>
        <translation>it cannot be sent back once the department has received it</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>已过退回时限，可请中心改派</source>
        <translation>the time to send it back is over; the centre can transfer it</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>要求的办结时间已过</source>
        <translation>the due time asked for is over</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>已过时限，不能再申请或审批</source>
        <translation>its time is over: nothing to ask for or to decide</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>新的时限须晚于现在的时限</source>
        <translation>the new due time must be later than the present one</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>已达到允许的延期次数</source>
        <translation>it was extended as often as it may be</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>超过允许的缓办天数</source>
        <translation>it is longer than anything may be deferred</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>部门在办的案件才能延期或缓办</source>
        <translation>only a case that a department has in hand can be put off</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>已在缓办，不能再申请</source>
        <translation>it is deferred: nothing to ask for</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>没有缓办，无须恢复</source>
        <translation>it is not deferred: nothing to resume</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>已有人提出申请，等待审批</source>
        <translation>somebody has asked already; it waits for a decision</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>没有待审批的申请</source>
        <translation>no request waits</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>不能审批自己提出的申请</source>
        <translation>nobody decides on a request of their own</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>本部门不能审批本部门的申请</source>
        <translation>a department does not decide on its own request</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>只有申请人或申请部门可以撤回</source>
        <translation>only who asked, or somebody of their department, takes it back</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>不同意须写明理由</source>
        <translation>a refusal needs its reason</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>缓办期间不办理，请先恢复办理</source>
        <translation>it is deferred: resume it first</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>已立案或已结束，不能再立案或不予立案</source>
        <translation>it is filed or over: it can be neither filed nor declined any more</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>本部门不能决定本部门的案件是否立案或作废</source>
        <translation>a department does not decide whether a case of its own is filed or void</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>须写明理由</source>
        <translation>a reason is needed</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>还没有立案，先由监督方立案，再派遣</source>
        <translation>it is not filed yet: supervision files it before it is dispatched</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>派遣、改派或督办过本案的人不能对本案立案或核查</source>
        <translation>who dispatched, transferred or urged this case neither files nor verifies it</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>立案或核查过本案的人不能再派遣、改派或督办本案</source>
        <translation>who filed or verified this case does not dispatch, transfer or urge it</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>案件没有所在区域，无法升级</source>
        <translation>the case has no area, so there is no level above it</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>已是最高一级，不能再升级</source>
        <translation>it is at the highest level already</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>不是县区代码</source>
        <translation>this is no county's code</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>已通知过该县区</source>
        <translation>this county was told already</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>请写明力量名称</source>
        <translation>name the unit</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>换班须另有一人</source>
        <translation>a swap needs another person</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>已有人提出这一换班申请，等待审批</source>
        <translation>this swap was asked for already and waits for a decision</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>班次已结束，不能换班</source>
        <translation>the shift is over: it cannot be swapped</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>交班内容属于另一班次</source>
        <translation>this hand-over is of another shift</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>只有已派遣、尚未接收的案件可以接收</source>
        <translation>only a case that is dispatched and not yet received can be received</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>只有部门在办的案件可以反馈</source>
        <translation>only a case that a department has in hand can be reported done</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>须写明结果</source>
        <translation>the result must be given in words</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>部门还没有反馈，不能核查结案</source>
        <translation>the department has not reported it done: it cannot be closed yet</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>没有反馈内容，不能结案</source>
        <translation>there is no feedback in words: it cannot be closed</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>没有佐证图片，不能结案</source>
        <translation>there is no picture as evidence: it cannot be closed</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>返工后没有新的佐证图片，不能结案</source>
        <translation>there is no picture of the rework: it cannot be closed</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>由主办或协办部门来办</source>
        <translation>this is up to the lead department or one that helps</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>处置人不能核查自己办的案件</source>
        <translation>whoever handled a case does not verify it</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>交班人不能自己接班</source>
        <translation>who hands over cannot take over</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>这份交接班已锁定</source>
        <translation>this hand-over is locked</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>已由他人交班签字</source>
        <translation>somebody else has signed it over</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>交班内容已更新，请重新核对后再签</source>
        <translation>the hand-over has changed; check it again before you sign</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>内容与校验值不一致</source>
        <translation>content and check value do not agree</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>交班内容格式不对</source>
        <translation>the hand-over is malformed</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>不是 PNG 或 JPEG 图片</source>
        <translation>not a PNG or JPEG picture</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>图片过大</source>
        <translation>the picture is too large</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>图片像素过多</source>
        <translation>the picture has too many pixels</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>图片已损坏</source>
        <translation>the picture is damaged</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>图片含有位置等信息</source>
        <translation>the picture carries a place or the like</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>当前角色无权附图片</source>
        <translation>your role has no right to attach pictures</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>未保存：本机磁盘未能写入，内容仍在，请稍后再试。</source>
        <translation>Not saved: the disk did not take it. Your words are still here; please try again.</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>网关未接受</source>
        <translation>the gateway did not accept it</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>操作</source>
        <translation>Act</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>未保存：一次操作的对象太多，请分批进行。</source>
        <translation>Not saved: too many things at once. Act on a part of them at a time.</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>未保存：接入进程没有接入该后端，内容仍在，请联系技术保障。</source>
        <translation>Not saved: the feed does not follow this backend. What you typed is still here; call the technical staff.</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>未保存：接入进程与本窗口的版本不一致，内容仍在，请联系技术保障重启两者。</source>
        <translation>Not saved: feed and window are of different versions. What you typed is still here; have the technical staff start both again.</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>未保存：接入进程的口令文件不属于本用户或可被他人读取，内容仍在，请联系技术保障。</source>
        <translation>Not saved: the feed's secret file is another user's or can be read by others. The text is still here; ask the technical staff.</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>未保存：接入进程没有应答，内容仍在，请稍后再试。</source>
        <translation>Not saved: the feed does not answer. Your words are still here; please try again.</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>未保存：尚未登录该后端，内容仍在，登录后再试。</source>
        <translation>Not saved: you are not signed in at this backend yet. What you typed is still here; sign in and try again.</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>所填数字中有这一类别分级表没有的项目</source>
        <translation>one of the figures is not in the table of this class</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>被拒：{}未生效，{}</source>
        <translation>Refused: {} has no effect, {}</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>图片未被接收：{}</source>
        <translation>The picture was not taken: {}</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>{} 年的节假日表尚未录入，无法推算时限，请联系技术保障补录</source>
        <translation>the holidays of {} are not entered, so no due time can be worked out: call the technical staff</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>冲突：{}未生效，{}{}</source>
        <translation>Conflict: {} has no effect. {}{}</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/acts.py"/>
        <source>已过期：{}未发送，{}</source>
        <translation>Expired: {} was not sent, {}</translation>
    </message>
</context>
<context>
    <name>alarm_acts</name>
    <message>
        <location filename="../../console/models/alarms/acts.py"/>
        <source>确认</source>
        <translation>Ack</translation>
    </message>
    <message>
        <location filename="../../console/models/alarms/acts.py"/>
        <source>派遣</source>
        <translation>Dispatch</translation>
    </message>
    <message>
        <location filename="../../console/models/alarms/acts.py"/>
        <source>转事件</source>
        <translation>Incident</translation>
    </message>
    <message>
        <location filename="../../console/models/alarms/acts.py"/>
        <source>并入</source>
        <translation>Add</translation>
    </message>
    <message>
        <location filename="../../console/models/alarms/acts.py"/>
        <source>搁置</source>
        <translation>Shelve</translation>
    </message>
    <message>
        <location filename="../../console/models/alarms/acts.py"/>
        <source>取消搁置</source>
        <translation>Unshelve</translation>
    </message>
    <message>
        <location filename="../../console/models/alarms/acts.py"/>
        <source>复位</source>
        <translation>Reset</translation>
    </message>
    <message>
        <location filename="../../console/models/alarms/acts.py"/>
        <source>备注</source>
        <translation>Note</translation>
    </message>
    <message>
        <location filename="../../console/models/alarms/acts.py"/>
        <source>停用</source>
        <translation>Out of serv.</translation>
    </message>
    <message>
        <location filename="../../console/models/alarms/acts.py"/>
        <source>恢复启用</source>
        <translation>In service</translation>
    </message>
    <message>
        <location filename="../../console/models/alarms/acts.py"/>
        <source>已确认过</source>
        <translation>acknowledged already</translation>
    </message>
    <message>
        <location filename="../../console/models/alarms/acts.py"/>
        <source>已恢复正常并关闭</source>
        <translation>back to normal and closed</translation>
    </message>
    <message>
        <location filename="../../console/models/alarms/acts.py"/>
        <source>已搁置、抑制或停用</source>
        <translation>shelved, suppressed or out of service</translation>
    </message>
    <message>
        <location filename="../../console/models/alarms/acts.py"/>
        <source>报警条件仍在，不能复位</source>
        <translation>the condition is still there, it cannot be reset</translation>
    </message>
    <message>
        <location filename="../../console/models/alarms/acts.py"/>
        <source>不是锁存告警，无需复位</source>
        <translation>not a latched alarm, nothing to reset</translation>
    </message>
    <message>
        <location filename="../../console/models/alarms/acts.py"/>
        <source>需要填写原因</source>
        <translation>a reason is needed</translation>
    </message>
    <message>
        <location filename="../../console/models/alarms/acts.py"/>
        <source>到期时间已过</source>
        <translation>the expiry is in the past</translation>
    </message>
    <message>
        <location filename="../../console/models/alarms/acts.py"/>
        <source>搁置时间太长</source>
        <translation>shelved for too long</translation>
    </message>
    <message>
        <location filename="../../console/models/alarms/acts.py"/>
        <source>未搁置</source>
        <translation>not shelved</translation>
    </message>
    <message>
        <location filename="../../console/models/alarms/acts.py"/>
        <source>未抑制</source>
        <translation>not suppressed</translation>
    </message>
    <message>
        <location filename="../../console/models/alarms/acts.py"/>
        <source>未停用</source>
        <translation>not out of service</translation>
    </message>
    <message>
        <location filename="../../console/models/alarms/acts.py"/>
        <source>空格</source>
        <translation>Space</translation>
    </message>
    <message>
        <location filename="../../console/models/alarms/acts.py"/>
        <source>链路告警只在本机，只能确认</source>
        <translation>a link alarm lives on this computer only: it can be acknowledged, no more</translation>
    </message>
    <message>
        <location filename="../../console/models/alarms/acts.py"/>
        <source>已停用</source>
        <translation>out of service</translation>
    </message>
    <message>
        <location filename="../../console/models/alarms/acts.py"/>
        <source>未选择告警</source>
        <translation>no alarm chosen</translation>
    </message>
    <message>
        <location filename="../../console/models/alarms/acts.py"/>
        <source>已派遣为案件 {}</source>
        <translation>dispatched as case {}</translation>
    </message>
    <message>
        <location filename="../../console/models/alarms/acts.py"/>
        <source>已并入事件 {}</source>
        <translation>part of incident {}</translation>
    </message>
    <message>
        <location filename="../../console/models/alarms/acts.py"/>
        <source>未登录或已锁定</source>
        <translation>not signed in, or locked</translation>
    </message>
    <message>
        <location filename="../../console/models/alarms/acts.py"/>
        <source>当前身份无权{}</source>
        <translation>no right to: {}</translation>
    </message>
</context>
<context>
    <name>alarm_control</name>
    <message>
        <location filename="../../screens/desk/alarms/control.py"/>
        <source>所选告警来自不同后端，请分别并入事件。</source>
        <translation>The chosen alarms are of different backends: please attach them one backend at a time.</translation>
    </message>
    <message>
        <location filename="../../screens/desk/alarms/control.py"/>
        <source>不能{}：{}</source>
        <translation>Cannot {}: {}</translation>
    </message>
</context>
<context>
    <name>alarm_dialogs</name>
    <message>
        <location filename="../../screens/desk/alarms/dialogs.py"/>
        <source>告警</source>
        <translation>Alarms</translation>
    </message>
    <message>
        <location filename="../../screens/desk/alarms/dialogs.py"/>
        <source>搁置告警</source>
        <translation>Shelve alarms</translation>
    </message>
    <message>
        <location filename="../../screens/desk/alarms/dialogs.py"/>
        <source>搁置</source>
        <translation>Shelve</translation>
    </message>
    <message>
        <location filename="../../screens/desk/alarms/dialogs.py"/>
        <source>为什么搁置，到期前由谁处理</source>
        <translation>Why, and who deals with it before it expires</translation>
    </message>
    <message>
        <location filename="../../screens/desk/alarms/dialogs.py"/>
        <source>原因</source>
        <translation>Reason</translation>
    </message>
    <message>
        <location filename="../../screens/desk/alarms/dialogs.py"/>
        <source>到期</source>
        <translation>Expires</translation>
    </message>
    <message>
        <location filename="../../screens/desk/alarms/dialogs.py"/>
        <source>派遣</source>
        <translation>Dispatch</translation>
    </message>
    <message>
        <location filename="../../screens/desk/alarms/dialogs.py"/>
        <source>要求：到场、查什么、何时反馈</source>
        <translation>Wanted: who goes, what to check, report back by when</translation>
    </message>
    <message>
        <location filename="../../screens/desk/alarms/dialogs.py"/>
        <source>部门</source>
        <translation>Departments</translation>
    </message>
    <message>
        <location filename="../../screens/desk/alarms/dialogs.py"/>
        <source>主办</source>
        <translation>Lead</translation>
    </message>
    <message>
        <location filename="../../screens/desk/alarms/dialogs.py"/>
        <source>说明</source>
        <translation>Words</translation>
    </message>
    <message>
        <location filename="../../screens/desk/alarms/dialogs.py"/>
        <source>备注</source>
        <translation>Note</translation>
    </message>
    <message>
        <location filename="../../screens/desk/alarms/dialogs.py"/>
        <source>保存备注</source>
        <translation>Save note</translation>
    </message>
    <message>
        <location filename="../../screens/desk/alarms/dialogs.py"/>
        <source>写下现场情况、电话内容、决定</source>
        <translation>What was seen, said on the phone, decided</translation>
    </message>
    <message>
        <location filename="../../screens/desk/alarms/dialogs.py"/>
        <source>内容</source>
        <translation>Text</translation>
    </message>
    <message>
        <location filename="../../screens/desk/alarms/dialogs.py"/>
        <source>停用告警点</source>
        <translation>Take the point out of service</translation>
    </message>
    <message>
        <location filename="../../screens/desk/alarms/dialogs.py"/>
        <source>停用</source>
        <translation>Out of service</translation>
    </message>
    <message>
        <location filename="../../screens/desk/alarms/dialogs.py"/>
        <source>检修单号或停用原因，谁负责恢复</source>
        <translation>Work order or reason, and who returns it to service</translation>
    </message>
    <message>
        <location filename="../../screens/desk/alarms/dialogs.py"/>
        <source>5 分钟</source>
        <translation>5 min</translation>
    </message>
    <message>
        <location filename="../../screens/desk/alarms/dialogs.py"/>
        <source>15 分钟</source>
        <translation>15 min</translation>
    </message>
    <message>
        <location filename="../../screens/desk/alarms/dialogs.py"/>
        <source>30 分钟</source>
        <translation>30 min</translation>
    </message>
    <message>
        <location filename="../../screens/desk/alarms/dialogs.py"/>
        <source>1 小时</source>
        <translation>1 h</translation>
    </message>
    <message>
        <location filename="../../screens/desk/alarms/dialogs.py"/>
        <source>到本班结束</source>
        <translation>To the end of this shift</translation>
    </message>
    <message>
        <location filename="../../screens/desk/alarms/dialogs.py"/>
        <source>请写明原因。</source>
        <translation>Please give a reason.</translation>
    </message>
    <message>
        <location filename="../../screens/desk/alarms/dialogs.py"/>
        <source>请至少选择一个部门。</source>
        <translation>Please choose a department.</translation>
    </message>
    <message>
        <location filename="../../screens/desk/alarms/dialogs.py"/>
        <source>备注不能为空。</source>
        <translation>A note needs words.</translation>
    </message>
    <message>
        <location filename="../../screens/desk/alarms/dialogs.py"/>
        <source>
等 {} 条</source>
        <translation>
… {} in all</translation>
    </message>
    <message>
        <location filename="../../screens/desk/alarms/dialogs.py"/>
        <source>{}（至 {:%H:%M}）</source>
        <translation>{} (until {:%H:%M})</translation>
    </message>
</context>
<context>
    <name>alarm_groups</name>
    <message>
        <location filename="../../console/models/alarms/groups.py"/>
        <source>首</source>
        <translation>1st</translation>
    </message>
    <message>
        <location filename="../../console/models/alarms/groups.py"/>
        <source>均已确认</source>
        <translation>all acknowledged</translation>
    </message>
    <message>
        <location filename="../../console/models/alarms/groups.py"/>
        <source>未确认 {}</source>
        <translation>{} unack.</translation>
    </message>
</context>
<context>
    <name>alarm_history</name>
    <message>
        <location filename="../../console/models/alarms/history.py"/>
        <source>搁置结束</source>
        <translation>shelving ended</translation>
    </message>
    <message>
        <location filename="../../console/models/alarms/history.py"/>
        <source>抑制解除</source>
        <translation>suppression ended</translation>
    </message>
    <message>
        <location filename="../../console/models/alarms/history.py"/>
        <source>恢复启用</source>
        <translation>Return to service</translation>
    </message>
    <message>
        <location filename="../../console/models/alarms/history.py"/>
        <source>发生，{} 级{}</source>
        <translation>raised, priority {}{}</translation>
    </message>
    <message>
        <location filename="../../console/models/alarms/history.py"/>
        <source>再次发生</source>
        <translation>raised again</translation>
    </message>
    <message>
        <location filename="../../console/models/alarms/history.py"/>
        <source>确认</source>
        <translation>Acknowledge</translation>
    </message>
    <message>
        <location filename="../../console/models/alarms/history.py"/>
        <source>复位</source>
        <translation>Reset</translation>
    </message>
    <message>
        <location filename="../../console/models/alarms/history.py"/>
        <source>报警条件消失</source>
        <translation>condition cleared</translation>
    </message>
    <message>
        <location filename="../../console/models/alarms/history.py"/>
        <source>重新提示，需再次确认</source>
        <translation>re-alarmed, acknowledge again</translation>
    </message>
    <message>
        <location filename="../../console/models/alarms/history.py"/>
        <source>级别 {} 改为 {}</source>
        <translation>priority {} became {}</translation>
    </message>
    <message>
        <location filename="../../console/models/alarms/history.py"/>
        <source>派遣为案件 {}</source>
        <translation>dispatched as case {}</translation>
    </message>
    <message>
        <location filename="../../console/models/alarms/history.py"/>
        <source>并入事件 {}</source>
        <translation>added to incident {}</translation>
    </message>
    <message>
        <location filename="../../console/models/alarms/history.py"/>
        <source>至 {:%m-%d %H:%M}</source>
        <translation> until {:%m-%d %H:%M}</translation>
    </message>
    <message>
        <location filename="../../console/models/alarms/history.py"/>
        <source>搁置{}：{}</source>
        <translation>shelved{}: {}</translation>
    </message>
    <message>
        <location filename="../../console/models/alarms/history.py"/>
        <source>设计抑制：{}</source>
        <translation>suppressed by design: {}</translation>
    </message>
    <message>
        <location filename="../../console/models/alarms/history.py"/>
        <source>停用：{}</source>
        <translation>out of service: {}</translation>
    </message>
    <message>
        <location filename="../../console/models/alarms/history.py"/>
        <source>，{:g} {}</source>
        <translation>, {:g} {}</translation>
    </message>
    <message>
        <location filename="../../console/models/alarms/history.py"/>
        <source>，</source>
        <translation>, </translation>
    </message>
</context>
<context>
    <name>alarm_menu</name>
    <message>
        <location filename="../../screens/desk/alarms/menu.py"/>
        <source>显示</source>
        <translation>Show</translation>
    </message>
    <message>
        <location filename="../../screens/desk/alarms/menu.py"/>
        <source> {} 条</source>
        <translation> ({})</translation>
    </message>
    <message>
        <location filename="../../screens/desk/alarms/menu.py"/>
        <source>未登录或无操作权限，只能查看</source>
        <translation>Not signed in or no right to act: view only</translation>
    </message>
    <message>
        <location filename="../../screens/desk/alarms/menu.py"/>
        <source>（隐藏）</source>
        <translation> (hidden)</translation>
    </message>
    <message>
        <location filename="../../screens/desk/alarms/menu.py"/>
        <source>左移</source>
        <translation>Move left</translation>
    </message>
    <message>
        <location filename="../../screens/desk/alarms/menu.py"/>
        <source>右移</source>
        <translation>Move right</translation>
    </message>
    <message>
        <location filename="../../screens/desk/alarms/menu.py"/>
        <source>恢复默认列</source>
        <translation>Usual columns</translation>
    </message>
</context>
<context>
    <name>alarms_page</name>
    <message>
        <location filename="../../screens/desk/alarms/page.py"/>
        <source>告警</source>
        <translation>Alarms</translation>
    </message>
    <message>
        <location filename="../../screens/desk/alarms/page.py"/>
        <source>没有符合筛选条件的告警</source>
        <translation>No alarm matches the filters</translation>
    </message>
    <message>
        <location filename="../../screens/desk/alarms/page.py"/>
        <source>告警高峰</source>
        <translation>Flood</translation>
    </message>
    <message>
        <location filename="../../screens/desk/alarms/page.py"/>
        <source>告警高峰：否</source>
        <translation>Flood: no</translation>
    </message>
    <message>
        <location filename="../../screens/desk/alarms/page.py"/>
        <source>显示 {} / {} 条</source>
        <translation>{} of {} shown</translation>
    </message>
</context>
<context>
    <name>area_acts</name>
    <message>
        <location filename="../../screens/desk/city_map/area_acts.py"/>
        <source>下钻（Enter）</source>
        <translation>Into it (Enter)</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/area_acts.py"/>
        <source>今日明细</source>
        <translation>Its day</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/area_acts.py"/>
        <source>告警清单</source>
        <translation>Its alarms</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/area_acts.py"/>
        <source>案件清单</source>
        <translation>Its cases</translation>
    </message>
</context>
<context>
    <name>area_focus</name>
    <message>
        <location filename="../../console/models/city_map/layers/focus.py"/>
        <source>省</source>
        <translation>Province</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/focus.py"/>
        <source>市</source>
        <translation>City</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/focus.py"/>
        <source>区县</source>
        <translation>Counties</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/focus.py"/>
        <source>镇街</source>
        <translation>Towns</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/focus.py"/>
        <source>社区村</source>
        <translation>Communities</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/focus.py"/>
        <source>网格</source>
        <translation>Grids</translation>
    </message>
</context>
<context>
    <name>around</name>
    <message>
        <location filename="../../screens/desk/incident/around.py"/>
        <source>队伍</source>
        <translation>Teams</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/around.py"/>
        <source>避难场所</source>
        <translation>Shelters</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/around.py"/>
        <source>物资库</source>
        <translation>Stores</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/around.py"/>
        <source>专家</source>
        <translation>Experts</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/around.py"/>
        <source>医院</source>
        <translation>Hospitals</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/around.py"/>
        <source>消防站</source>
        <translation>Fire stations</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/around.py"/>
        <source>圆形</source>
        <translation>Circle</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/around.py"/>
        <source>画区域</source>
        <translation>Draw area</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/around.py"/>
        <source>行车距离</source>
        <translation>By road</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/around.py"/>
        <source>周边</source>
        <translation>Nearby</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/around.py"/>
        <source>名称</source>
        <translation>Name</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/around.py"/>
        <source>类别</source>
        <translation>Kind</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/around.py"/>
        <source>能力</source>
        <translation>Capacity</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/around.py"/>
        <source>距离</source>
        <translation>Distance</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/around.py"/>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/around.py"/>
        <source>电话</source>
        <translation>Phone</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/around.py"/>
        <source>事件没有坐标，无法查找周边资源。</source>
        <translation>The incident has no place: nothing can be looked for around it.</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/around.py"/>
        <source>在地图上逐点单击画区域，双击或回车结束，退格删一点，Esc 重来。</source>
        <translation>Click point by point on the map; double-click or Enter ends, Backspace takes one back, Esc starts again.</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/around.py"/>
        <source>还没有画区域，再点一次“画区域”开始。</source>
        <translation>No area drawn yet; press “Draw area” again to begin.</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/around.py"/>
        <source>沿道路</source>
        <translation>by road</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/around.py"/>
        <source>直线</source>
        <translation>as the crow flies</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/around.py"/>
        <source>未登记</source>
        <translation>not recorded</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/around.py"/>
        <source>未知</source>
        <translation>unknown</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/around.py"/>
        <source>可调用</source>
        <translation>available</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/around.py"/>
        <source>不可调用</source>
        <translation>not available</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/around.py"/>
        <source>正在读取路网…</source>
        <translation>Reading the roads …</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/around.py"/>
        <source>本机没有路网数据，无法计算行车距离。</source>
        <translation>No road data here: distances by road are unknown.</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/around.py"/>
        <source>找到 {} 处，距离为{}距离</source>
        <translation>{} found; distances {}</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/around.py"/>
        <source>{} 人</source>
        <translation>{} people</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/around.py"/>
        <source>容纳 {} 人</source>
        <translation>for {} people</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/around.py"/>
        <source>{:g} 吨</source>
        <translation>{:g} t</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/around.py"/>
        <source>{} 张床位</source>
        <translation>{} beds</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/around.py"/>
        <source>{} 辆消防车</source>
        <translation>{} fire engines</translation>
    </message>
</context>
<context>
    <name>behind</name>
    <message>
        <location filename="../../console/models/figures/behind.py"/>
        <source>已结束</source>
        <translation>over</translation>
    </message>
    <message>
        <location filename="../../console/models/figures/behind.py"/>
        <source>{0} · 优先级 {1}</source>
        <translation>{0} · priority {1}</translation>
    </message>
    <message>
        <location filename="../../console/models/figures/behind.py"/>
        <source> · 有告警</source>
        <translation> · alarm open</translation>
    </message>
    <message>
        <location filename="../../console/models/figures/behind.py"/>
        <source>超期结案</source>
        <translation>closed late</translation>
    </message>
    <message>
        <location filename="../../console/models/figures/behind.py"/>
        <source>按期结案</source>
        <translation>closed in time</translation>
    </message>
    <message>
        <location filename="../../console/models/figures/behind.py"/>
        <source>超标 {0} h</source>
        <translation>{0} h over</translation>
    </message>
    <message>
        <location filename="../../console/models/figures/behind.py"/>
        <source>超期未结 · {0}</source>
        <translation>overdue · {0}</translation>
    </message>
    <message>
        <location filename="../../console/models/figures/behind.py"/>
        <source>{0} {1} h，最高 {2} {3}</source>
        <translation>{0} {1} h, highest {2} {3}</translation>
    </message>
</context>
<context>
    <name>bottom_line</name>
    <message>
        <location filename="../../screens/desk/bottom_line.py"/>
        <source>指挥长</source>
        <translation>Commander</translation>
    </message>
    <message>
        <location filename="../../screens/desk/bottom_line.py"/>
        <source>值班长</source>
        <translation>Watch leader</translation>
    </message>
    <message>
        <location filename="../../screens/desk/bottom_line.py"/>
        <source>调度员</source>
        <translation>Dispatcher</translation>
    </message>
    <message>
        <location filename="../../screens/desk/bottom_line.py"/>
        <source>大屏</source>
        <translation>Wall</translation>
    </message>
    <message>
        <location filename="../../screens/desk/bottom_line.py"/>
        <source>领导简报</source>
        <translation>Leaders' briefing</translation>
    </message>
    <message>
        <location filename="../../screens/desk/bottom_line.py"/>
        <source>技术保障</source>
        <translation>Technician</translation>
    </message>
    <message>
        <location filename="../../screens/desk/bottom_line.py"/>
        <source>督查</source>
        <translation>Supervision</translation>
    </message>
    <message>
        <location filename="../../screens/desk/bottom_line.py"/>
        <source>系统管理员</source>
        <translation>System administrator</translation>
    </message>
    <message>
        <location filename="../../screens/desk/bottom_line.py"/>
        <source>审计管理员</source>
        <translation>Audit administrator</translation>
    </message>
    <message>
        <location filename="../../screens/desk/bottom_line.py"/>
        <source>安全管理员</source>
        <translation>Security administrator</translation>
    </message>
    <message>
        <location filename="../../screens/desk/bottom_line.py"/>
        <source>接入中，尚无心跳</source>
        <translation>connecting, no sign of life yet</translation>
    </message>
    <message>
        <location filename="../../screens/desk/bottom_line.py"/>
        <source>从未收到</source>
        <translation>never heard</translation>
    </message>
    <message>
        <location filename="../../screens/desk/bottom_line.py"/>
        <source>外观</source>
        <translation>Look</translation>
    </message>
    <message>
        <location filename="../../screens/desk/bottom_line.py"/>
        <source>已消音</source>
        <translation>Silenced</translation>
    </message>
    <message>
        <location filename="../../screens/desk/bottom_line.py"/>
        <source>未登录，只读</source>
        <translation>Not signed in, read only</translation>
    </message>
    <message>
        <location filename="../../screens/desk/bottom_line.py"/>
        <source>中断 · {}</source>
        <translation>lost · {}</translation>
    </message>
    <message>
        <location filename="../../screens/desk/bottom_line.py"/>
        <source>{}：{}</source>
        <translation>{}: {}</translation>
    </message>
    <message>
        <location filename="../../screens/desk/bottom_line.py"/>
        <source>语言、配色、字号（Ctrl+F10）</source>
        <translation>Language, colours, type size (Ctrl+F10)</translation>
    </message>
    <message>
        <location filename="../../screens/desk/bottom_line.py"/>
        <source>关闭打开的对话框后可更换外观</source>
        <translation>Close the open dialog to change the look</translation>
    </message>
    <message>
        <location filename="../../screens/desk/bottom_line.py"/>
        <source>设置有误，沿用原来的</source>
        <translation>Settings not usable, the ones before stay</translation>
    </message>
    <message>
        <location filename="../../screens/desk/bottom_line.py"/>
        <source>大屏设置有误，沿用原来的</source>
        <translation>Wall settings not usable, the ones before stay</translation>
    </message>
    <message>
        <location filename="../../screens/desk/bottom_line.py"/>
        <source>检查该后端的地址与网络；commandwall doctor 逐项说明</source>
        <translation>Check this backend’s address and the network; commandwall doctor says what is wrong</translation>
    </message>
    <message>
        <location filename="../../screens/desk/bottom_line.py"/>
        <source>隔离事件 {}</source>
        <translation>Quarantined {}</translation>
    </message>
    <message>
        <location filename="../../screens/desk/bottom_line.py"/>
        <source>席位 {}</source>
        <translation>Terminal {}</translation>
    </message>
    <message>
        <location filename="../../screens/desk/bottom_line.py"/>
        <source>已登录 {}/{} 个后端</source>
        <translation>signed in at {} of {} backends</translation>
    </message>
    <message>
        <location filename="../../screens/desk/bottom_line.py"/>
        <source>{}（已锁定）</source>
        <translation>{} (locked)</translation>
    </message>
    <message>
        <location filename="../../screens/desk/bottom_line.py"/>
        <source>地址 {0}</source>
        <translation>Address {0}</translation>
    </message>
    <message>
        <location filename="../../screens/desk/bottom_line.py"/>
        <source>大屏缺 {} 屏</source>
        <translation>{} wall output(s) missing</translation>
    </message>
    <message>
        <location filename="../../screens/desk/bottom_line.py"/>
        <source>大屏失联 {}</source>
        <translation>Walls not heard: {}</translation>
    </message>
</context>
<context>
    <name>card_ways</name>
    <message>
        <location filename="../../screens/desk/city_map/card_ways.py"/>
        <source>看轨迹 回车</source>
        <translation>Track · Enter</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/card_ways.py"/>
        <source>办理案件 回车</source>
        <translation>Work on the case · Enter</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/card_ways.py"/>
        <source>事件指挥 回车</source>
        <translation>Command · Enter</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/card_ways.py"/>
        <source>告警详情 回车</source>
        <translation>Details · Enter</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/card_ways.py"/>
        <source>详情和处置 回车</source>
        <translation>Details and acts · Enter</translation>
    </message>
</context>
<context>
    <name>case_acts</name>
    <message>
        <location filename="../../console/models/case_acts.py"/>
        <source>立案</source>
        <translation>File</translation>
    </message>
    <message>
        <location filename="../../console/models/case_acts.py"/>
        <source>不予立案</source>
        <translation>Decline</translation>
    </message>
    <message>
        <location filename="../../console/models/case_acts.py"/>
        <source>作废</source>
        <translation>Void</translation>
    </message>
    <message>
        <location filename="../../console/models/case_acts.py"/>
        <source>派遣</source>
        <translation>Dispatch</translation>
    </message>
    <message>
        <location filename="../../console/models/case_acts.py"/>
        <source>接收</source>
        <translation>Receive</translation>
    </message>
    <message>
        <location filename="../../console/models/case_acts.py"/>
        <source>反馈</source>
        <translation>Feedback</translation>
    </message>
    <message>
        <location filename="../../console/models/case_acts.py"/>
        <source>核查结案</source>
        <translation>Verify and close</translation>
    </message>
    <message>
        <location filename="../../console/models/case_acts.py"/>
        <source>改派</source>
        <translation>Transfer</translation>
    </message>
    <message>
        <location filename="../../console/models/case_acts.py"/>
        <source>退回</source>
        <translation>Send back</translation>
    </message>
    <message>
        <location filename="../../console/models/case_acts.py"/>
        <source>督办</source>
        <translation>Urge</translation>
    </message>
    <message>
        <location filename="../../console/models/case_acts.py"/>
        <source>申请延期</source>
        <translation>Ask for extension</translation>
    </message>
    <message>
        <location filename="../../console/models/case_acts.py"/>
        <source>申请缓办</source>
        <translation>Ask to defer</translation>
    </message>
    <message>
        <location filename="../../console/models/case_acts.py"/>
        <source>恢复办理</source>
        <translation>Resume</translation>
    </message>
    <message>
        <location filename="../../console/models/case_acts.py"/>
        <source>撤回申请</source>
        <translation>Withdraw request</translation>
    </message>
    <message>
        <location filename="../../console/models/case_acts.py"/>
        <source>审批</source>
        <translation>Decide</translation>
    </message>
    <message>
        <location filename="../../console/models/case_acts.py"/>
        <source>升级</source>
        <translation>Escalate</translation>
    </message>
    <message>
        <location filename="../../console/models/case_acts.py"/>
        <source>通知县区</source>
        <translation>Notify county</translation>
    </message>
    <message>
        <location filename="../../console/models/case_acts.py"/>
        <source>转事件</source>
        <translation>To incident</translation>
    </message>
    <message>
        <location filename="../../console/models/case_acts.py"/>
        <source>并入</source>
        <translation>Add to</translation>
    </message>
    <message>
        <location filename="../../console/models/case_acts.py"/>
        <source>备注</source>
        <translation>Note</translation>
    </message>
    <message>
        <location filename="../../console/models/case_acts.py"/>
        <source>已派遣、尚未接收时才能接收</source>
        <translation>only while it is dispatched and not yet received</translation>
    </message>
    <message>
        <location filename="../../console/models/case_acts.py"/>
        <source>部门在办时才能反馈</source>
        <translation>only while a department has it in hand</translation>
    </message>
    <message>
        <location filename="../../console/models/case_acts.py"/>
        <source>部门反馈以后才能核查结案</source>
        <translation>only after the department has reported it done</translation>
    </message>
    <message>
        <location filename="../../console/models/case_acts.py"/>
        <source>没有反馈内容</source>
        <translation>there is no feedback in words</translation>
    </message>
    <message>
        <location filename="../../console/models/case_acts.py"/>
        <source>处置人不能核查自己办的案件</source>
        <translation>whoever handled a case does not verify it</translation>
    </message>
    <message>
        <location filename="../../console/models/case_acts.py"/>
        <source>已经立案</source>
        <translation>it is filed already</translation>
    </message>
    <message>
        <location filename="../../console/models/case_acts.py"/>
        <source>先由监督方立案，再派遣</source>
        <translation>supervision files it before it is dispatched</translation>
    </message>
    <message>
        <location filename="../../console/models/case_acts.py"/>
        <source>由中心或其他部门决定，本部门不能决定本部门的案件</source>
        <translation>for the centre or another department to decide, not for the one that would handle it</translation>
    </message>
    <message>
        <location filename="../../console/models/case_acts.py"/>
        <source>缓办期间不办理，请先恢复办理</source>
        <translation>it is deferred: resume it first</translation>
    </message>
    <message>
        <location filename="../../console/models/case_acts.py"/>
        <source>部门接收以后不能退回</source>
        <translation>it cannot be sent back once the department has received it</translation>
    </message>
    <message>
        <location filename="../../console/models/case_acts.py"/>
        <source>已过退回时限，可请中心改派</source>
        <translation>the time to send it back is over; the centre can transfer it</translation>
    </message>
    <message>
        <location filename="../../console/models/case_acts.py"/>
        <source>部门在办的案件才能延期或缓办</source>
        <translation>only a case that a department has in hand can be put off</translation>
    </message>
    <message>
        <location filename="../../console/models/case_acts.py"/>
        <source>已过时限，不能延期</source>
        <translation>its time is over: it cannot be extended</translation>
    </message>
    <message>
        <location filename="../../console/models/case_acts.py"/>
        <source>已达到允许的延期次数</source>
        <translation>it was extended as often as it may be</translation>
    </message>
    <message>
        <location filename="../../console/models/case_acts.py"/>
        <source>已有申请，等待审批</source>
        <translation>a request waits for its decision already</translation>
    </message>
    <message>
        <location filename="../../console/models/case_acts.py"/>
        <source>没有待审批的申请</source>
        <translation>no request waits</translation>
    </message>
    <message>
        <location filename="../../console/models/case_acts.py"/>
        <source>不能审批自己提出的申请</source>
        <translation>nobody decides on a request of their own</translation>
    </message>
    <message>
        <location filename="../../console/models/case_acts.py"/>
        <source>由其他部门或中心审批，本部门不能审批本部门的申请</source>
        <translation>for another department or the centre to decide, not for the one that asked</translation>
    </message>
    <message>
        <location filename="../../console/models/case_acts.py"/>
        <source>缓办期间不能再申请</source>
        <translation>while it is deferred nothing is asked for</translation>
    </message>
    <message>
        <location filename="../../console/models/case_acts.py"/>
        <source>没有缓办</source>
        <translation>it is not deferred</translation>
    </message>
    <message>
        <location filename="../../console/models/case_acts.py"/>
        <source>只有申请人或申请部门可以撤回</source>
        <translation>only who asked, or their department, may take it back</translation>
    </message>
    <message>
        <location filename="../../console/models/case_acts.py"/>
        <source>派遣、改派或督办过本案的人不能对本案立案或核查</source>
        <translation>who dispatched, transferred or urged this case neither files nor verifies it</translation>
    </message>
    <message>
        <location filename="../../console/models/case_acts.py"/>
        <source>立案或核查过本案的人不能再派遣、改派或督办本案</source>
        <translation>who filed or verified this case does not dispatch, transfer or urge it</translation>
    </message>
    <message>
        <location filename="../../console/models/case_acts.py"/>
        <source>受理</source>
        <translation>Accept</translation>
    </message>
    <message>
        <location filename="../../console/models/case_acts.py"/>
        <source>不予受理</source>
        <translation>Decline</translation>
    </message>
    <message>
        <location filename="../../console/models/case_acts.py"/>
        <source>返工</source>
        <translation>Send again</translation>
    </message>
    <message>
        <location filename="../../console/models/case_acts.py"/>
        <source>延期待审批</source>
        <translation>Extension to decide</translation>
    </message>
    <message>
        <location filename="../../console/models/case_acts.py"/>
        <source>缓办待审批</source>
        <translation>Deferral to decide</translation>
    </message>
    <message>
        <location filename="../../console/models/case_acts.py"/>
        <source>待其他部门或中心的指挥长、值班长在 {:%m-%d %H:%M} 前审批，批准前时限不变</source>
        <translation>A commander or watch leader of another department or of the centre decides by {:%m-%d %H:%M}; until then the due time stays</translation>
    </message>
    <message>
        <location filename="../../console/models/case_acts.py"/>
        <source>由主办或协办部门来办</source>
        <translation>this is up to the lead department or one that helps</translation>
    </message>
    <message>
        <location filename="../../console/models/case_acts.py"/>
        <source>延期审批</source>
        <translation>Decide on extension</translation>
    </message>
    <message>
        <location filename="../../console/models/case_acts.py"/>
        <source>缓办审批</source>
        <translation>Decide on deferral</translation>
    </message>
    <message>
        <location filename="../../console/models/case_acts.py"/>
        <source>{} 申请延期至 {:%m-%d %H:%M}：{}</source>
        <translation>{} asks for an extension until {:%m-%d %H:%M}: {}</translation>
    </message>
    <message>
        <location filename="../../console/models/case_acts.py"/>
        <source>{} 申请缓办至 {:%m-%d %H:%M}：{}</source>
        <translation>{} asks to defer it until {:%m-%d %H:%M}: {}</translation>
    </message>
    <message>
        <location filename="../../console/models/case_acts.py"/>
        <source>{:%m-%d %H:%M} 起缓办，时钟停走，最迟 {:%m-%d %H:%M} 恢复</source>
        <translation>Deferred since {:%m-%d %H:%M}: its clock stands, until {:%m-%d %H:%M} at the latest</translation>
    </message>
    <message>
        <location filename="../../console/models/case_acts.py"/>
        <source>{}。{} 申请，{} 批准：{}。</source>
        <translation>{}. Asked for by {}, approved by {}: {}.</translation>
    </message>
    <message>
        <location filename="../../console/models/case_acts.py"/>
        <source>{}。{}。</source>
        <translation>{}. {}.</translation>
    </message>
    <message>
        <location filename="../../console/models/case_acts.py"/>
        <source>已派遣，可以改派</source>
        <translation>it is dispatched; it can be transferred</translation>
    </message>
    <message>
        <location filename="../../console/models/case_acts.py"/>
        <source>还没有派遣</source>
        <translation>it is not dispatched yet</translation>
    </message>
    <message>
        <location filename="../../console/models/case_acts.py"/>
        <source>已在事件中</source>
        <translation>it is in an incident</translation>
    </message>
</context>
<context>
    <name>case_card</name>
    <message>
        <location filename="../../screens/desk/cases/card.py"/>
        <source>不在左侧列表中，只能查看。清空筛选文字（Esc）或选“全部”后再办理。</source>
        <translation>Not in the list at the left: to be read only. Clear the words of the filter (Esc) or choose “All” to act on it.</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/card.py"/>
        <source>案件详情</source>
        <translation>Case</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/card.py"/>
        <source>经过</source>
        <translation>Story</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/card.py"/>
        <source>地点未知</source>
        <translation>place unknown</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/card.py"/>
        <source>本中心对这件案件还没有操作记录。</source>
        <translation>This centre has not acted on this case yet.</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/card.py"/>
        <source>选中一行，在这里看全文</source>
        <translation>Choose a line to read it whole here</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/card.py"/>
        <source>系统</source>
        <translation>System</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/card.py"/>
        <source>{:%m-%d %H:%M} 受理</source>
        <translation>taken in {:%m-%d %H:%M}</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/card.py"/>
        <source>主办 {}{}</source>
        <translation>lead {}{}</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/card.py"/>
        <source>未派遣</source>
        <translation>not dispatched</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/card.py"/>
        <source>督办 {} 次</source>
        <translation>urged {} times</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/card.py"/>
        <source>延期 {} 次</source>
        <translation>extended {} times</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/card.py"/>
        <source>退回 {} 次</source>
        <translation>sent back {} times</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/card.py"/>
        <source>返工 {} 次</source>
        <translation>sent again {} times</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/card.py"/>
        <source>指令待发送 · </source>
        <translation>command pending · </translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/card.py"/>
        <source>在左侧选择一件案件。</source>
        <translation>Choose a case at the left.</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/card.py"/>
        <source>，协办 {}</source>
        <translation>, helped by {}</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/card.py"/>
        <source> · 属于事件 {}</source>
        <translation> · in incident {}</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/card.py"/>
        <source>部门反馈：{}</source>
        <translation>Department: {}</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/card.py"/>
        <source>{}办结时限 {:%m-%d %H:%M}</source>
        <translation>{}due {:%m-%d %H:%M}</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/card.py"/>
        <source>“{}”已不在未结案件之列。</source>
        <translation>“{}” is no longer among the open cases. </translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/card.py"/>
        <source>上一条指令待发送</source>
        <translation>the command before is pending</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/card.py"/>
        <source>{}时钟停走，恢复后时限顺延</source>
        <translation>{}the clock stands, the due time moves on with it</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/card.py"/>
        <source>最近说明：{}</source>
        <translation>Last words: {}</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/card.py"/>
        <source>{} 条</source>
        <translation>{}</translation>
    </message>
</context>
<context>
    <name>case_dialogs</name>
    <message>
        <location filename="../../screens/desk/cases/dialogs.py"/>
        <source>督办</source>
        <translation>Urge</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/dialogs.py"/>
        <source>退回</source>
        <translation>Send back</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/dialogs.py"/>
        <source>升级</source>
        <translation>Escalate</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/dialogs.py"/>
        <source>备注</source>
        <translation>Note</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/dialogs.py"/>
        <source>作废</source>
        <translation>Void</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/dialogs.py"/>
        <source>恢复办理</source>
        <translation>Resume</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/dialogs.py"/>
        <source>为什么现在能办了</source>
        <translation>Why it can be done now</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/dialogs.py"/>
        <source>为什么作废：误报、重复、测试。作废的案件不计入任何统计</source>
        <translation>Why it is void: a mistake, a duplicate, a test. A void case counts nowhere</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/dialogs.py"/>
        <source>催什么，何时反馈</source>
        <translation>What is urgent, report back by when</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/dialogs.py"/>
        <source>为什么不属本部门职责</source>
        <translation>Why this is not your department's duty</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/dialogs.py"/>
        <source>为什么请上一级协调</source>
        <translation>Why the next level up should co-ordinate</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/dialogs.py"/>
        <source>写下现场情况、电话内容、决定</source>
        <translation>What was seen, said on the phone, decided</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/dialogs.py"/>
        <source>案件</source>
        <translation>Case</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/dialogs.py"/>
        <source>要求：到场、查什么、何时反馈</source>
        <translation>Wanted: who goes, what to check, report back by when</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/dialogs.py"/>
        <source>主办</source>
        <translation>Lead</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/dialogs.py"/>
        <source>协办</source>
        <translation>Helping</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/dialogs.py"/>
        <source>说明</source>
        <translation>Words</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/dialogs.py"/>
        <source>改派</source>
        <translation>Transfer</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/dialogs.py"/>
        <source>为什么改派</source>
        <translation>Why it is transferred</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/dialogs.py"/>
        <source>现主办</source>
        <translation>Lead now</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/dialogs.py"/>
        <source>改派给</source>
        <translation>Transfer to</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/dialogs.py"/>
        <source>理由</source>
        <translation>Reason</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/dialogs.py"/>
        <source>内容</source>
        <translation>What</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/dialogs.py"/>
        <source>反馈</source>
        <translation>Feedback</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/dialogs.py"/>
        <source>报处置完毕</source>
        <translation>Report done</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/dialogs.py"/>
        <source>处置经过和结果，谁在现场</source>
        <translation>What was done, how it ended, who was there</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/dialogs.py"/>
        <source>结果</source>
        <translation>Result</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/dialogs.py"/>
        <source>佐证</source>
        <translation>Evidence</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/dialogs.py"/>
        <source>核查结案</source>
        <translation>Verify and close</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/dialogs.py"/>
        <source>结案</source>
        <translation>Close</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/dialogs.py"/>
        <source>部门反馈</source>
        <translation>Department says</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/dialogs.py"/>
        <source>怎么核查的，结果如何</source>
        <translation>How it was verified, and what was found</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/dialogs.py"/>
        <source>核查结果</source>
        <translation>Found</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/dialogs.py"/>
        <source>核查照片</source>
        <translation>Own pictures</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/dialogs.py"/>
        <source>返工后要有新的佐证图片，返工前的不算，请附上核查照片。</source>
        <translation>A rework needs a new picture, those from before do not count. Attach one of your own.</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/dialogs.py"/>
        <source>通知县区</source>
        <translation>Notify county</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/dialogs.py"/>
        <source>通知</source>
        <translation>Notify</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/dialogs.py"/>
        <source>要县区做什么</source>
        <translation>What the county is to do</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/dialogs.py"/>
        <source>县区</source>
        <translation>County</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/dialogs.py"/>
        <source>请选择主办部门。</source>
        <translation>Please choose the lead department.</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/dialogs.py"/>
        <source>请写明理由。</source>
        <translation>Please give the reason.</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/dialogs.py"/>
        <source>图片</source>
        <translation>Pictures</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/dialogs.py"/>
        <source>请写明内容。</source>
        <translation>Please write something.</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/dialogs.py"/>
        <source>请写明处置结果。</source>
        <translation>Please write what was done.</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/dialogs.py"/>
        <source>已有佐证</source>
        <translation>Evidence so far</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/dialogs.py"/>
        <source>请写明核查结果。</source>
        <translation>Please write what you found.</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/dialogs.py"/>
        <source>没有可通知的县区。</source>
        <translation>There is no county left to notify.</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/dialogs.py"/>
        <source>无</source>
        <translation>none</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/dialogs.py"/>
        <source>结案至少要有一张佐证图片，请附上核查照片。</source>
        <translation>Closing needs at least one picture as evidence: please attach your own.</translation>
    </message>
</context>
<context>
    <name>case_evidence</name>
    <message>
        <location filename="../../screens/desk/cases/evidence.py"/>
        <source>返工后还没有新的佐证图片</source>
        <translation>No picture of the rework yet</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/evidence.py"/>
        <source>返工前的图片 {} 张，不作为本次佐证</source>
        <translation>{} pictures from before the rework, no evidence of it</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/evidence.py"/>
        <source>佐证图片 {} 张</source>
        <translation>{} pictures as evidence</translation>
    </message>
</context>
<context>
    <name>case_extension</name>
    <message>
        <location filename="../../screens/desk/cases/putting_off.py"/>
        <source>{} 工作时</source>
        <translation>{} working hours</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/putting_off.py"/>
        <source>{} 小时</source>
        <translation>{} hours</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/putting_off.py"/>
        <source>{} 个工作日</source>
        <translation>{} working days</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/putting_off.py"/>
        <source>{} 天</source>
        <translation>{} days</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/putting_off.py"/>
        <source>申请延期</source>
        <translation>Ask for extension</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/putting_off.py"/>
        <source>提交申请</source>
        <translation>Ask</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/putting_off.py"/>
        <source>为什么不能按时办结</source>
        <translation>Why it cannot be done in time</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/putting_off.py"/>
        <source>现时限</source>
        <translation>Due now</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/putting_off.py"/>
        <source>延长</source>
        <translation>Longer by</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/putting_off.py"/>
        <source>理由</source>
        <translation>Reason</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/putting_off.py"/>
        <source>申请缓办</source>
        <translation>Ask to defer</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/putting_off.py"/>
        <source>为什么现在不能办：无责任主体、待立项、待天气</source>
        <translation>Why it cannot be done now: nobody responsible, waits for funds or weather</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/putting_off.py"/>
        <source>缓办</source>
        <translation>Defer</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/putting_off.py"/>
        <source>时钟</source>
        <translation>Clock</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/putting_off.py"/>
        <source>提交审批</source>
        <translation>Decide</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/putting_off.py"/>
        <source>意见；不同意须写明理由</source>
        <translation>Remark; a refusal needs its reason</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/putting_off.py"/>
        <source>申请</source>
        <translation>Request</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/putting_off.py"/>
        <source>决定</source>
        <translation>Decision</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/putting_off.py"/>
        <source>意见</source>
        <translation>Remark</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/putting_off.py"/>
        <source>{:%m-%d %H:%M}，批准前不变</source>
        <translation>{:%m-%d %H:%M}, unchanged until approved</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/putting_off.py"/>
        <source>节假日表尚未录入，无法推算新的时限。</source>
        <translation>The calendar of that year is not entered yet: no new due time can be told.</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/putting_off.py"/>
        <source>请写明理由。</source>
        <translation>Please write the reason.</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/putting_off.py"/>
        <source>批准后停走，到期自动恢复</source>
        <translation>stands once approved, goes on by itself on that day</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/putting_off.py"/>
        <source>请选择</source>
        <translation>Please choose</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/putting_off.py"/>
        <source>同意</source>
        <translation>Approve</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/putting_off.py"/>
        <source>不同意</source>
        <translation>Refuse</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/putting_off.py"/>
        <source>请选择同意或不同意。</source>
        <translation>Please choose to approve or to refuse.</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/putting_off.py"/>
        <source>请写明不同意的理由。</source>
        <translation>Please write why it is refused.</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/putting_off.py"/>
        <source>{}（至 {:%m-%d %H:%M}）</source>
        <translation>{} (until {:%m-%d %H:%M})</translation>
    </message>
</context>
<context>
    <name>case_filing</name>
    <message>
        <location filename="../../screens/desk/cases/filing.py"/>
        <source>电话</source>
        <translation>Phone</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/filing.py"/>
        <source>短信</source>
        <translation>Text message</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/filing.py"/>
        <source>上报应用内回复</source>
        <translation>Reply in the reporting app</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/filing.py"/>
        <source>当面</source>
        <translation>In person</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/filing.py"/>
        <source>无从告知（匿名或设备上报）</source>
        <translation>Nobody to tell (anonymous, or a device)</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/filing.py"/>
        <source>为什么不予立案，依据什么</source>
        <translation>Why it is not taken up, and by which rule</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/filing.py"/>
        <source>请选择</source>
        <translation>Please choose</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/filing.py"/>
        <source>理由</source>
        <translation>Reason</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/filing.py"/>
        <source>告知上报人</source>
        <translation>Reporter told by</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/filing.py"/>
        <source>请写明理由。</source>
        <translation>Please give the reason.</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/filing.py"/>
        <source>请选择怎样告知了上报人。</source>
        <translation>Please choose how the reporter was told.</translation>
    </message>
</context>
<context>
    <name>case_left</name>
    <message>
        <location filename="../../screens/desk/cases/left.py"/>
        <source>缓办至 {:%m-%d %H:%M}</source>
        <translation>deferred until {:%m-%d %H:%M}</translation>
    </message>
</context>
<context>
    <name>case_lines</name>
    <message>
        <location filename="../../console/models/incident/case_lines.py"/>
        <source>已电话告知上报人</source>
        <translation>reporter told by phone</translation>
    </message>
    <message>
        <location filename="../../console/models/incident/case_lines.py"/>
        <source>已短信告知上报人</source>
        <translation>reporter told by text message</translation>
    </message>
    <message>
        <location filename="../../console/models/incident/case_lines.py"/>
        <source>已在上报应用中告知上报人</source>
        <translation>reporter told in the reporting app</translation>
    </message>
    <message>
        <location filename="../../console/models/incident/case_lines.py"/>
        <source>已当面告知上报人</source>
        <translation>reporter told in person</translation>
    </message>
    <message>
        <location filename="../../console/models/incident/case_lines.py"/>
        <source>无从告知：匿名或设备上报</source>
        <translation>nobody to tell: anonymous, or a device</translation>
    </message>
    <message>
        <location filename="../../console/models/incident/case_lines.py"/>
        <source>申请延期，批准前时限不变</source>
        <translation>extension asked for, due time unchanged</translation>
    </message>
    <message>
        <location filename="../../console/models/incident/case_lines.py"/>
        <source>同意延期</source>
        <translation>extension approved</translation>
    </message>
    <message>
        <location filename="../../console/models/incident/case_lines.py"/>
        <source>不同意延期，时限不变</source>
        <translation>extension refused, due time unchanged</translation>
    </message>
    <message>
        <location filename="../../console/models/incident/case_lines.py"/>
        <source>延期申请到期未审批，失效</source>
        <translation>extension lapsed, undecided in time</translation>
    </message>
    <message>
        <location filename="../../console/models/incident/case_lines.py"/>
        <source>撤回延期申请，时限不变</source>
        <translation>Extension taken back, the time stays</translation>
    </message>
    <message>
        <location filename="../../console/models/incident/case_lines.py"/>
        <source>申请缓办至 {:%m-%d %H:%M}，批准前时钟照走</source>
        <translation>deferral until {:%m-%d %H:%M} asked for, the clock runs until it is approved</translation>
    </message>
    <message>
        <location filename="../../console/models/incident/case_lines.py"/>
        <source>同意缓办至 {:%m-%d %H:%M}，时钟停走</source>
        <translation>deferral until {:%m-%d %H:%M} approved, the clock stands</translation>
    </message>
    <message>
        <location filename="../../console/models/incident/case_lines.py"/>
        <source>不同意缓办至 {:%m-%d %H:%M}</source>
        <translation>deferral until {:%m-%d %H:%M} refused</translation>
    </message>
    <message>
        <location filename="../../console/models/incident/case_lines.py"/>
        <source>缓办至 {:%m-%d %H:%M} 的申请到期未审批，失效</source>
        <translation>deferral until {:%m-%d %H:%M} lapsed undecided</translation>
    </message>
    <message>
        <location filename="../../console/models/incident/case_lines.py"/>
        <source>撤回缓办至 {:%m-%d %H:%M} 的申请</source>
        <translation>request to defer until {:%m-%d %H:%M} withdrawn</translation>
    </message>
    <message>
        <location filename="../../console/models/incident/case_lines.py"/>
        <source>时钟继续走</source>
        <translation>the clock goes on</translation>
    </message>
    <message>
        <location filename="../../console/models/incident/case_lines.py"/>
        <source>缓办申请随之失效</source>
        <translation>the request to defer it ends with it</translation>
    </message>
    <message>
        <location filename="../../console/models/incident/case_lines.py"/>
        <source>延期申请随之失效</source>
        <translation>the request for an extension lapsed with it</translation>
    </message>
    <message>
        <location filename="../../console/models/incident/case_lines.py"/>
        <source>时钟继续走，时限 {:%m-%d %H:%M} → {:%m-%d %H:%M}</source>
        <translation>the clock goes on, due {:%m-%d %H:%M} → {:%m-%d %H:%M}</translation>
    </message>
</context>
<context>
    <name>case_list</name>
    <message>
        <location filename="../../screens/desk/city_map/case_list.py"/>
        <source>关闭案件清单</source>
        <translation>Close the list of cases</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/case_list.py"/>
        <source>督办（U）</source>
        <translation>Urge (U)</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/case_list.py"/>
        <source>到期</source>
        <translation>Due</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/case_list.py"/>
        <source>案件</source>
        <translation>Case</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/case_list.py"/>
        <source>区域</source>
        <translation>Area</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/case_list.py"/>
        <source>类别</source>
        <translation>Class</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/case_list.py"/>
        <source>主办部门</source>
        <translation>Lead department</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/case_list.py"/>
        <source>{0} 件，超期 {1} 件</source>
        <translation>{0} cases, {1} overdue</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/case_list.py"/>
        <source>，只列出最急的 {0} 件</source>
        <translation>, only the {0} most pressing are listed</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/case_list.py"/>
        <source>先选择一件案件</source>
        <translation>Choose a case first</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/case_list.py"/>
        <source>超期 {0}</source>
        <translation>Overdue {0}</translation>
    </message>
</context>
<context>
    <name>case_place</name>
    <message>
        <location filename="../../screens/desk/cases/place.py"/>
        <source>位置</source>
        <translation>Place</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/place.py"/>
        <source>位置：这件案件没有坐标</source>
        <translation>Place: this case has no position</translation>
    </message>
</context>
<context>
    <name>cases</name>
    <message>
        <location filename="../../console/models/cases.py"/>
        <source>本部门</source>
        <translation>My department</translation>
    </message>
    <message>
        <location filename="../../console/models/cases.py"/>
        <source>待派遣</source>
        <translation>To dispatch</translation>
    </message>
    <message>
        <location filename="../../console/models/cases.py"/>
        <source>在办</source>
        <translation>In hand</translation>
    </message>
    <message>
        <location filename="../../console/models/cases.py"/>
        <source>待核查</source>
        <translation>To verify</translation>
    </message>
    <message>
        <location filename="../../console/models/cases.py"/>
        <source>超时</source>
        <translation>Overdue</translation>
    </message>
    <message>
        <location filename="../../console/models/cases.py"/>
        <source>全部</source>
        <translation>All</translation>
    </message>
    <message>
        <location filename="../../console/models/cases.py"/>
        <source>待审批</source>
        <translation>To decide</translation>
    </message>
    <message>
        <location filename="../../console/models/cases.py"/>
        <source>待立案</source>
        <translation>To file</translation>
    </message>
    <message>
        <location filename="../../console/models/cases.py"/>
        <source>缓办</source>
        <translation>Deferred</translation>
    </message>
    <message>
        <location filename="../../console/models/cases.py"/>
        <source>不予立案</source>
        <translation>Declined</translation>
    </message>
    <message>
        <location filename="../../console/models/cases.py"/>
        <source>作废</source>
        <translation>Void</translation>
    </message>
</context>
<context>
    <name>cases_page</name>
    <message>
        <location filename="../../screens/desk/cases/page.py"/>
        <source>本部门</source>
        <translation>My department</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/page.py"/>
        <source>待派遣</source>
        <translation>To dispatch</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/page.py"/>
        <source>在办</source>
        <translation>In hand</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/page.py"/>
        <source>待核查</source>
        <translation>To verify</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/page.py"/>
        <source>超时</source>
        <translation>Overdue</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/page.py"/>
        <source>全部</source>
        <translation>All</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/page.py"/>
        <source>待审批</source>
        <translation>To decide</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/page.py"/>
        <source>待立案</source>
        <translation>To file</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/page.py"/>
        <source>缓办</source>
        <translation>Deferred</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/page.py"/>
        <source>案件</source>
        <translation>Cases</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/page.py"/>
        <source>筛选：标题、区域、类别、部门、编号或拼音（/）</source>
        <translation>Filter: title, area, category, department, number or pinyin (/)</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/page.py"/>
        <source>没有符合筛选条件的案件</source>
        <translation>No case passes the filters</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/page.py"/>
        <source>显示 {} / {} 件</source>
        <translation>{} of {} shown</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/page.py"/>
        <source>今日立案率 {}</source>
        <translation>Filed today {}</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/page.py"/>
        <source>未立案 {}</source>
        <translation>Not filed {}</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/page.py"/>
        <source>今日结案率 {}</source>
        <translation>Closed today {}</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/page.py"/>
        <source>今日按期 {}</source>
        <translation>In time today {}</translation>
    </message>
    <message>
        <location filename="../../screens/desk/cases/page.py"/>
        <source>未派遣</source>
        <translation>not dispatched</translation>
    </message>
</context>
<context>
    <name>choropleth</name>
    <message>
        <location filename="../../console/models/city_map/layers/choropleth.py"/>
        <source>分位数分级</source>
        <translation>Quantiles</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/choropleth.py"/>
        <source>等距分级</source>
        <translation>Equal steps</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/choropleth.py"/>
        <source>{0}（{1}，按{2}，{3}）</source>
        <translation>{0} ({1}; {2}; {3})</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/choropleth.py"/>
        <source>未知：今日数据尚未收到</source>
        <translation>unknown: nothing of today was heard yet</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/choropleth.py"/>
        <source>未知：尚未收到数据</source>
        <translation>Unknown: no data yet</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/choropleth.py"/>
        <source>{0}：{1}</source>
        <translation>{0}: {1}</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/choropleth.py"/>
        <source>{0}：未知</source>
        <translation>{0}: unknown</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/choropleth.py"/>
        <source>另有 {0} {1}不在所示区域</source>
        <translation>{0} more {1} lie in none of these areas</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/choropleth.py"/>
        <source>当日记录自 {0} 起，此前不详</source>
        <translation>The day's record begins at {0}; before that nothing is known</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/choropleth.py"/>
        <source>没有：{0}</source>
        <translation>None of: {0}</translation>
    </message>
</context>
<context>
    <name>clusters</name>
    <message>
        <location filename="../../console/models/city_map/layers/clusters.py"/>
        <source>案件分布</source>
        <translation>Cases</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/clusters.py"/>
        <source>告警分布</source>
        <translation>Alarms</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/clusters.py"/>
        <source>其中有超期（圈内第二个数）</source>
        <translation>Some overdue (second number in the disc)</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/clusters.py"/>
        <source>其中有未确认（圈内第二个数）</source>
        <translation>Some unacknowledged (second number in the disc)</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/clusters.py"/>
        <source>{0}（未办结，共 {1}，其中 {2} 无位置，不在图上）</source>
        <translation>{0} (open, {1} in all, {2} of them have no place and are not on the map)</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/clusters.py"/>
        <source>{0}（未办结，共 {1}）</source>
        <translation>{0} (open, {1} in all)</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/clusters.py"/>
        <source>{0} 到期</source>
        <translation>Due {0}</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/clusters.py"/>
        <source>圈内为件数</source>
        <translation>In the disc: number of cases</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/clusters.py"/>
        <source>圈内为条数</source>
        <translation>In the disc: number of alarms</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/clusters.py"/>
        <source>{0}（未办结，数量未知）</source>
        <translation>{0} (open, number unknown)</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/clusters.py"/>
        <source>{0} 件案件</source>
        <translation>{0} cases</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/clusters.py"/>
        <source>{0} 条告警</source>
        <translation>{0} alarms</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/clusters.py"/>
        <source>其中超期 {0}</source>
        <translation>{0} overdue</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/clusters.py"/>
        <source>其中未确认 {0}</source>
        <translation>{0} unacknowledged</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/clusters.py"/>
        <source>点击放大</source>
        <translation>Click to zoom in</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/clusters.py"/>
        <source>… 还有 {0}</source>
        <translation>… {0} more</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/clusters.py"/>
        <source>{0} 发生</source>
        <translation>Raised {0}</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/clusters.py"/>
        <source>{0} 上报</source>
        <translation>Reported {0}</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/clusters.py"/>
        <source>未知：尚未收到数据</source>
        <translation>Unknown: no data yet</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/clusters.py"/>
        <source>已超期，{0}</source>
        <translation>Overdue: {0}</translation>
    </message>
</context>
<context>
    <name>command_list</name>
    <message>
        <location filename="../../screens/desk/command_list.py"/>
        <source>命令</source>
        <translation>Commands</translation>
    </message>
    <message>
        <location filename="../../screens/desk/command_list.py"/>
        <source>重新发送</source>
        <translation>Send again</translation>
    </message>
    <message>
        <location filename="../../screens/desk/command_list.py"/>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <location filename="../../screens/desk/command_list.py"/>
        <source>重新发送…</source>
        <translation>Send again …</translation>
    </message>
    <message>
        <location filename="../../screens/desk/command_list.py"/>
        <source>查看对象现状</source>
        <translation>Show its present state</translation>
    </message>
    <message>
        <location filename="../../screens/desk/command_list.py"/>
        <source>不再处理</source>
        <translation>Let it be</translation>
    </message>
    <message>
        <location filename="../../screens/desk/command_list.py"/>
        <source>关闭</source>
        <translation>Close</translation>
    </message>
    <message>
        <location filename="../../screens/desk/command_list.py"/>
        <source>对象已不在，不能重新发送。</source>
        <translation>It is not there any more: it cannot be sent again.</translation>
    </message>
    <message>
        <location filename="../../screens/desk/command_list.py"/>
        <source>时间</source>
        <translation>Time</translation>
    </message>
    <message>
        <location filename="../../screens/desk/command_list.py"/>
        <source>操作</source>
        <translation>Act</translation>
    </message>
    <message>
        <location filename="../../screens/desk/command_list.py"/>
        <source>对象</source>
        <translation>About</translation>
    </message>
    <message>
        <location filename="../../screens/desk/command_list.py"/>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <location filename="../../screens/desk/command_list.py"/>
        <source>经过</source>
        <translation>Story</translation>
    </message>
    <message>
        <location filename="../../screens/desk/command_list.py"/>
        <source>只列出最近 {0} 条待发送的命令，共 {1} 条</source>
        <translation>Only the latest {0} of {1} commands waiting to be sent are listed</translation>
    </message>
    <message>
        <location filename="../../screens/desk/command_list.py"/>
        <source>暂无命令</source>
        <translation>No commands yet</translation>
    </message>
    <message>
        <location filename="../../screens/desk/command_list.py"/>
        <source>选择一条命令查看经过</source>
        <translation>Choose a command to see what became of it</translation>
    </message>
    <message>
        <location filename="../../screens/desk/command_list.py"/>
        <source>当前身份无权{}，或席位已锁定。</source>
        <translation>No right to {}, or the seat is locked.</translation>
    </message>
    <message>
        <location filename="../../screens/desk/command_list.py"/>
        <source>这条{}是 {} 前下达的，对象现在的状态是“{}”。
仍要重新发送吗？</source>
        <translation>This {} was given {} ago; its object is now “{}”.
Send it again all the same?</translation>
    </message>
</context>
<context>
    <name>countdown</name>
    <message>
        <location filename="../../widgets/countdown.py"/>
        <source>剩 {0}</source>
        <translation>{0} left</translation>
    </message>
    <message>
        <location filename="../../widgets/countdown.py"/>
        <source>逾期 {0}</source>
        <translation>{0} overdue</translation>
    </message>
    <message>
        <location filename="../../widgets/countdown.py"/>
        <source>仅剩 {0}</source>
        <translation>only {0} left</translation>
    </message>
</context>
<context>
    <name>day_list</name>
    <message>
        <location filename="../../screens/desk/city_map/day_list.py"/>
        <source>关闭今日明细</source>
        <translation>Close the day's list</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/day_list.py"/>
        <source>时间</source>
        <translation>Time</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/day_list.py"/>
        <source>名称</source>
        <translation>Name</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/day_list.py"/>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/day_list.py"/>
        <source>区域</source>
        <translation>Area</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/day_list.py"/>
        <source>类别</source>
        <translation>Kind</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/day_list.py"/>
        <source>{0} 个站，共 {1} {2}</source>
        <translation>{0} stations, {1} {2} in all</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/day_list.py"/>
        <source>{0}，其中超期 {1} {2}</source>
        <translation>{0}, {1} {2} of them overdue</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/day_list.py"/>
        <source>，只列出前 {0}</source>
        <translation>, the first {0} are listed</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/day_list.py"/>
        <source>。统计数为 {0}：另 {1} {2}在本机缓存建立之前或断线期间结束，无明细</source>
        <translation>. The figure is {0}: {1} more {2} ended before this machine's cache began or while it was off line, and are not listed</translation>
    </message>
</context>
<context>
    <name>desk</name>
    <message>
        <location filename="../../screens/desk/window.py"/>
        <source>值班台</source>
        <translation>Operator desk</translation>
    </message>
    <message>
        <location filename="../../screens/desk/window.py"/>
        <source>新事件已保存，按 F2 到事件页；送达后自动选中。</source>
        <translation>The new incident is saved. Press F2 for the incident page; it is chosen there once the gateway has it.</translation>
    </message>
    <message>
        <location filename="../../screens/desk/window.py"/>
        <source>请先关闭打开的对话框，再更换外观。</source>
        <translation>Please close the open dialog before you change the look.</translation>
    </message>
</context>
<context>
    <name>desk_lists</name>
    <message>
        <location filename="../../screens/desk_lists.py"/>
        <source>时间</source>
        <translation>Time</translation>
    </message>
    <message>
        <location filename="../../screens/desk_lists.py"/>
        <source>来源</source>
        <translation>Source</translation>
    </message>
    <message>
        <location filename="../../screens/desk_lists.py"/>
        <source>序号</source>
        <translation>Seq</translation>
    </message>
    <message>
        <location filename="../../screens/desk_lists.py"/>
        <source>原因</source>
        <translation>Reason</translation>
    </message>
    <message>
        <location filename="../../screens/desk_lists.py"/>
        <source>原文</source>
        <translation>As it came</translation>
    </message>
    <message>
        <location filename="../../screens/desk_lists.py"/>
        <source>隔离事件</source>
        <translation>Quarantined events</translation>
    </message>
    <message>
        <location filename="../../screens/desk_lists.py"/>
        <source>重连回执</source>
        <translation>Reconnect receipts</translation>
    </message>
    <message>
        <location filename="../../screens/desk_lists.py"/>
        <source>恢复时间</source>
        <translation>Back at</translation>
    </message>
    <message>
        <location filename="../../screens/desk_lists.py"/>
        <source>经过</source>
        <translation>Story</translation>
    </message>
</context>
<context>
    <name>desk_pages</name>
    <message>
        <location filename="../../screens/desk/pages.py"/>
        <source>告警</source>
        <translation>Alarms</translation>
    </message>
    <message>
        <location filename="../../screens/desk/pages.py"/>
        <source>事件</source>
        <translation>Incidents</translation>
    </message>
    <message>
        <location filename="../../screens/desk/pages.py"/>
        <source>一张图</source>
        <translation>Map</translation>
    </message>
    <message>
        <location filename="../../screens/desk/pages.py"/>
        <source>值守</source>
        <translation>Duty</translation>
    </message>
    <message>
        <location filename="../../screens/desk/pages.py"/>
        <source>交接班</source>
        <translation>Hand-over</translation>
    </message>
    <message>
        <location filename="../../screens/desk/pages.py"/>
        <source>案件</source>
        <translation>Cases</translation>
    </message>
    <message>
        <location filename="../../screens/desk/pages.py"/>
        <source>业务系统</source>
        <translation>Systems</translation>
    </message>
    <message>
        <location filename="../../screens/desk/pages.py"/>
        <source>帮助</source>
        <translation>Help</translation>
    </message>
</context>
<context>
    <name>detail_tabs</name>
    <message>
        <location filename="../../screens/desk/alarms/detail_tabs.py"/>
        <source>{} · 近 24 h</source>
        <translation>{} · last 24 h</translation>
    </message>
    <message>
        <location filename="../../screens/desk/alarms/detail_tabs.py"/>
        <source>无关联监测曲线</source>
        <translation>No monitored series belongs to it</translation>
    </message>
    <message>
        <location filename="../../screens/desk/alarms/detail_tabs.py"/>
        <source>1 km 内无登记的监测、摄像机和队伍</source>
        <translation>No station, camera or team recorded within 1 km</translation>
    </message>
    <message>
        <location filename="../../screens/desk/alarms/detail_tabs.py"/>
        <source>这类告警没有编写处置要点，按值班制度处理。</source>
        <translation>No procedure is written for this kind of alarm: act by the duty rules.</translation>
    </message>
    <message>
        <location filename="../../screens/desk/alarms/detail_tabs.py"/>
        <source>批示</source>
        <translation>Instruction</translation>
    </message>
    <message>
        <location filename="../../screens/desk/alarms/detail_tabs.py"/>
        <source>暂无备注</source>
        <translation>No notes yet</translation>
    </message>
    <message>
        <location filename="../../screens/desk/alarms/detail_tabs.py"/>
        <source>相关部门：{}</source>
        <translation>Departments: {}</translation>
    </message>
</context>
<context>
    <name>details</name>
    <message>
        <location filename="../../screens/desk/alarms/details.py"/>
        <source>正常</source>
        <translation>Normal</translation>
    </message>
    <message>
        <location filename="../../screens/desk/alarms/details.py"/>
        <source>未确认</source>
        <translation>Unacknowledged</translation>
    </message>
    <message>
        <location filename="../../screens/desk/alarms/details.py"/>
        <source>已确认</source>
        <translation>Acknowledged</translation>
    </message>
    <message>
        <location filename="../../screens/desk/alarms/details.py"/>
        <source>已恢复，未确认</source>
        <translation>Returned, unacknowledged</translation>
    </message>
    <message>
        <location filename="../../screens/desk/alarms/details.py"/>
        <source>已搁置</source>
        <translation>Shelved</translation>
    </message>
    <message>
        <location filename="../../screens/desk/alarms/details.py"/>
        <source>按设计抑制</source>
        <translation>Suppressed by design</translation>
    </message>
    <message>
        <location filename="../../screens/desk/alarms/details.py"/>
        <source>已停用</source>
        <translation>Out of service</translation>
    </message>
    <message>
        <location filename="../../screens/desk/alarms/details.py"/>
        <source>锁存，待确认或复位</source>
        <translation>Latched, to be acknowledged or reset</translation>
    </message>
    <message>
        <location filename="../../screens/desk/alarms/details.py"/>
        <source>状态 {} {}</source>
        <translation>State {} {}</translation>
    </message>
    <message>
        <location filename="../../screens/desk/alarms/details.py"/>
        <source>详情</source>
        <translation>Details</translation>
    </message>
    <message>
        <location filename="../../screens/desk/alarms/details.py"/>
        <source>位置</source>
        <translation>Place</translation>
    </message>
    <message>
        <location filename="../../screens/desk/alarms/details.py"/>
        <source>曲线</source>
        <translation>Trend</translation>
    </message>
    <message>
        <location filename="../../screens/desk/alarms/details.py"/>
        <source>经过</source>
        <translation>Story</translation>
    </message>
    <message>
        <location filename="../../screens/desk/alarms/details.py"/>
        <source>处置要点</source>
        <translation>Procedure</translation>
    </message>
    <message>
        <location filename="../../screens/desk/alarms/details.py"/>
        <source>周边</source>
        <translation>Nearby</translation>
    </message>
    <message>
        <location filename="../../screens/desk/alarms/details.py"/>
        <source>备注</source>
        <translation>Notes</translation>
    </message>
    <message>
        <location filename="../../screens/desk/alarms/details.py"/>
        <source>案件已结案</source>
        <translation>case closed</translation>
    </message>
    <message>
        <location filename="../../screens/desk/alarms/details.py"/>
        <source>已终止</source>
        <translation>ended</translation>
    </message>
    <message>
        <location filename="../../screens/desk/alarms/details.py"/>
        <source>位置：这条告警没有坐标</source>
        <translation>Place: this alarm has no coordinates</translation>
    </message>
    <message>
        <location filename="../../screens/desk/alarms/details.py"/>
        <source>发生时间还没有到：来源的时钟不对，何时发生无人知道</source>
        <translation>Its time is still to come: its source has a wrong clock, nobody knows when it happened</translation>
    </message>
    <message>
        <location filename="../../screens/desk/alarms/details.py"/>
        <source>数据已过时：来源中断，现在是否如此无人知道</source>
        <translation>Stale: its source is silent, nobody knows whether it still is so</translation>
    </message>
    <message>
        <location filename="../../screens/desk/alarms/details.py"/>
        <source>已派遣 {}，{}</source>
        <translation>dispatched to {}, {}</translation>
    </message>
    <message>
        <location filename="../../screens/desk/alarms/details.py"/>
        <source>部门</source>
        <translation>department</translation>
    </message>
    <message>
        <location filename="../../screens/desk/alarms/details.py"/>
        <source>{:%Y-%m-%d %H:%M:%S} 发生</source>
        <translation>Raised {:%Y-%m-%d %H:%M:%S}</translation>
    </message>
    <message>
        <location filename="../../screens/desk/alarms/details.py"/>
        <source>{:%m-%d %H:%M:%S} 发生</source>
        <translation>Raised {:%m-%d %H:%M:%S}</translation>
    </message>
    <message>
        <location filename="../../screens/desk/alarms/details.py"/>
        <source>{} 级</source>
        <translation>priority {}</translation>
    </message>
    <message>
        <location filename="../../screens/desk/alarms/details.py"/>
        <source>来源 {}</source>
        <translation>Source {}</translation>
    </message>
    <message>
        <location filename="../../screens/desk/alarms/details.py"/>
        <source>，限值 {0}</source>
        <translation>, limit {0}</translation>
    </message>
    <message>
        <location filename="../../screens/desk/alarms/details.py"/>
        <source>报警时 {0}{1}</source>
        <translation>{0} when raised{1}</translation>
    </message>
    <message>
        <location filename="../../screens/desk/alarms/details.py"/>
        <source>最新 {0}（{1}）</source>
        <translation>newest {0} ({1})</translation>
    </message>
    <message>
        <location filename="../../screens/desk/alarms/details.py"/>
        <source>来源系统称“{}”</source>
        <translation>its source says “{}”</translation>
    </message>
    <message>
        <location filename="../../screens/desk/alarms/details.py"/>
        <source>{} 确认</source>
        <translation>Acknowledged by {}</translation>
    </message>
    <message>
        <location filename="../../screens/desk/alarms/details.py"/>
        <source>搁置至 {:%m-%d %H:%M}：{}</source>
        <translation>Shelved until {:%m-%d %H:%M}: {}</translation>
    </message>
    <message>
        <location filename="../../screens/desk/alarms/details.py"/>
        <source>事件 {}</source>
        <translation>Incident {}</translation>
    </message>
    <message>
        <location filename="../../screens/desk/alarms/details.py"/>
        <source>已恢复正常，不在告警列表中</source>
        <translation>Back to normal, no longer in the alarm list</translation>
    </message>
    <message>
        <location filename="../../screens/desk/alarms/details.py"/>
        <source>备注 {}</source>
        <translation>Notes {}</translation>
    </message>
</context>
<context>
    <name>drawings</name>
    <message>
        <location filename="../../console/models/city_map/drawings.py"/>
        <source>标绘</source>
        <translation>Drawings</translation>
    </message>
</context>
<context>
    <name>duty</name>
    <message>
        <location filename="../../console/models/duty/duty.py"/>
        <source>带班市领导</source>
        <translation>City leader on duty</translation>
    </message>
    <message>
        <location filename="../../console/models/duty/duty.py"/>
        <source>值班长</source>
        <translation>Watch leader</translation>
    </message>
    <message>
        <location filename="../../console/models/duty/duty.py"/>
        <source>指挥长</source>
        <translation>Commander</translation>
    </message>
    <message>
        <location filename="../../console/models/duty/duty.py"/>
        <source>调度员</source>
        <translation>Dispatcher</translation>
    </message>
    <message>
        <location filename="../../console/models/duty/duty.py"/>
        <source>待审批</source>
        <translation>To be decided</translation>
    </message>
    <message>
        <location filename="../../console/models/duty/duty.py"/>
        <source>已同意</source>
        <translation>Agreed</translation>
    </message>
    <message>
        <location filename="../../console/models/duty/duty.py"/>
        <source>未同意</source>
        <translation>Not agreed</translation>
    </message>
    <message>
        <location filename="../../console/models/duty/duty.py"/>
        <source>班次结束前未审批，失效</source>
        <translation>lapsed, undecided when the shift ended</translation>
    </message>
    <message>
        <location filename="../../console/models/duty/duty.py"/>
        <source>已撤回</source>
        <translation>taken back</translation>
    </message>
    <message>
        <location filename="../../console/models/duty/duty.py"/>
        <source>班次的起止时间不对，或超过 {longest_hours} 小时。</source>
        <translation>The shift's times are wrong, or it is longer than {longest_hours} h.</translation>
    </message>
    <message>
        <location filename="../../console/models/duty/duty.py"/>
        <source>没有带班市领导。</source>
        <translation>No city leader on duty.</translation>
    </message>
    <message>
        <location filename="../../console/models/duty/duty.py"/>
        <source>没有值班长。</source>
        <translation>No watch leader.</translation>
    </message>
    <message>
        <location filename="../../console/models/duty/duty.py"/>
        <source>{department}没有指挥长。</source>
        <translation>{department}: no commander.</translation>
    </message>
    <message>
        <location filename="../../console/models/duty/duty.py"/>
        <source>{department}没有调度员。</source>
        <translation>{department}: no dispatcher.</translation>
    </message>
    <message>
        <location filename="../../console/models/duty/duty.py"/>
        <source>{department}不在编制表中。</source>
        <translation>{department} is not in the staff table.</translation>
    </message>
    <message>
        <location filename="../../console/models/duty/duty.py"/>
        <source>{person}在同一班次担任两个岗位（{posts}）。</source>
        <translation>{person} holds two posts in one shift ({posts}).</translation>
    </message>
    <message>
        <location filename="../../console/models/duty/duty.py"/>
        <source>{person}同时排在 {starts} 至 {ends} 的班次。</source>
        <translation>{person} is also in the shift from {starts} to {ends}.</translation>
    </message>
    <message>
        <location filename="../../console/models/duty/duty.py"/>
        <source>{person}与 {starts} 至 {ends} 的班次只隔 {hours} 小时，至少要休息 {needed_hours} 小时。</source>
        <translation>{person} has only {hours} h to the shift from {starts} to {ends}; {needed_hours} h of rest are needed.</translation>
    </message>
    <message>
        <location filename="../../console/models/duty/duty.py"/>
        <source>{person}不在这个班次里。</source>
        <translation>{person} is not in this shift.</translation>
    </message>
    <message>
        <location filename="../../console/models/duty/duty.py"/>
        <source>{department}编制 {staff} 人，不足 {needed} 人，无法每班都有调度员。</source>
        <translation>{department} has {staff} staff, fewer than {needed}: not every shift can have a dispatcher.</translation>
    </message>
    <message>
        <location filename="../../console/models/duty/duty.py"/>
        <source>{person}今年节假日值班 {count} 次，同部门最少的为 {least} 次。</source>
        <translation>{person} has {count} holiday shifts this year; the fewest in the department are {least}.</translation>
    </message>
    <message>
        <location filename="../../console/models/duty/duty.py"/>
        <source>{year} 年的节假日表尚未录入，无法核对节假日轮值。</source>
        <translation>The holiday table of {year} is not entered: holiday turns cannot be checked.</translation>
    </message>
    <message>
        <location filename="../../console/models/duty/duty.py"/>
        <source>排班规则不允许。</source>
        <translation>The roster's rules do not allow it.</translation>
    </message>
    <message>
        <location filename="../../console/models/duty/duty.py"/>
        <source>节假日表未录入</source>
        <translation>holiday table not entered</translation>
    </message>
    <message>
        <location filename="../../console/models/duty/duty.py"/>
        <source>次日 {:%H:%M}</source>
        <translation>{:%H:%M} next day</translation>
    </message>
    <message>
        <location filename="../../console/models/duty/duty.py"/>
        <source>调休上班</source>
        <translation>working weekend</translation>
    </message>
    <message>
        <location filename="../../console/models/duty/duty.py"/>
        <source>周末</source>
        <translation>weekend</translation>
    </message>
</context>
<context>
    <name>duty_page</name>
    <message>
        <location filename="../../screens/desk/duty/page.py"/>
        <source>待审批</source>
        <translation>To be decided</translation>
    </message>
    <message>
        <location filename="../../screens/desk/duty/page.py"/>
        <source>已同意</source>
        <translation>Agreed</translation>
    </message>
    <message>
        <location filename="../../screens/desk/duty/page.py"/>
        <source>未同意</source>
        <translation>Not agreed</translation>
    </message>
    <message>
        <location filename="../../screens/desk/duty/page.py"/>
        <source>班次结束前未审批，失效</source>
        <translation>lapsed, undecided when the shift ended</translation>
    </message>
    <message>
        <location filename="../../screens/desk/duty/page.py"/>
        <source>已撤回</source>
        <translation>taken back</translation>
    </message>
    <message>
        <location filename="../../screens/desk/duty/page.py"/>
        <source>待发送</source>
        <translation>Pending</translation>
    </message>
    <message>
        <location filename="../../screens/desk/duty/page.py"/>
        <source>当前班次</source>
        <translation>Shift on duty</translation>
    </message>
    <message>
        <location filename="../../screens/desk/duty/page.py"/>
        <source>排班</source>
        <translation>Roster</translation>
    </message>
    <message>
        <location filename="../../screens/desk/duty/page.py"/>
        <source>换班申请</source>
        <translation>Swap request</translation>
    </message>
    <message>
        <location filename="../../screens/desk/duty/page.py"/>
        <source>申请时间</source>
        <translation>Asked at</translation>
    </message>
    <message>
        <location filename="../../screens/desk/duty/page.py"/>
        <source>班次</source>
        <translation>Shift</translation>
    </message>
    <message>
        <location filename="../../screens/desk/duty/page.py"/>
        <source>被接替人</source>
        <translation>Replaced</translation>
    </message>
    <message>
        <location filename="../../screens/desk/duty/page.py"/>
        <source>接替人</source>
        <translation>Replacement</translation>
    </message>
    <message>
        <location filename="../../screens/desk/duty/page.py"/>
        <source>理由</source>
        <translation>Reason</translation>
    </message>
    <message>
        <location filename="../../screens/desk/duty/page.py"/>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <location filename="../../screens/desk/duty/page.py"/>
        <source>上一周</source>
        <translation>Previous week</translation>
    </message>
    <message>
        <location filename="../../screens/desk/duty/page.py"/>
        <source>本周</source>
        <translation>This week</translation>
    </message>
    <message>
        <location filename="../../screens/desk/duty/page.py"/>
        <source>下一周</source>
        <translation>Next week</translation>
    </message>
    <message>
        <location filename="../../screens/desk/duty/page.py"/>
        <source>新增班次 Ctrl+N</source>
        <translation>New shift Ctrl+N</translation>
    </message>
    <message>
        <location filename="../../screens/desk/duty/page.py"/>
        <source>修改班次</source>
        <translation>Change shift</translation>
    </message>
    <message>
        <location filename="../../screens/desk/duty/page.py"/>
        <source>申请换班</source>
        <translation>Ask for a swap</translation>
    </message>
    <message>
        <location filename="../../screens/desk/duty/page.py"/>
        <source>同意</source>
        <translation>Agree</translation>
    </message>
    <message>
        <location filename="../../screens/desk/duty/page.py"/>
        <source>不同意</source>
        <translation>Do not agree</translation>
    </message>
    <message>
        <location filename="../../screens/desk/duty/page.py"/>
        <source>，尚未排班</source>
        <translation>, no roster yet</translation>
    </message>
    <message>
        <location filename="../../screens/desk/duty/page.py"/>
        <source>日期</source>
        <translation>Date</translation>
    </message>
    <message>
        <location filename="../../screens/desk/duty/page.py"/>
        <source>带班市领导</source>
        <translation>City leader on duty</translation>
    </message>
    <message>
        <location filename="../../screens/desk/duty/page.py"/>
        <source>值班长</source>
        <translation>Watch leader</translation>
    </message>
    <message>
        <location filename="../../screens/desk/duty/page.py"/>
        <source>周末</source>
        <translation>weekend</translation>
    </message>
    <message>
        <location filename="../../screens/desk/duty/page.py"/>
        <source>所选班次</source>
        <translation>Chosen shift</translation>
    </message>
    <message>
        <location filename="../../screens/desk/duty/page.py"/>
        <source>未排</source>
        <translation>not set</translation>
    </message>
    <message>
        <location filename="../../screens/desk/duty/page.py"/>
        <source>{:%Y-%m-%d} 至 {:%m-%d}{}</source>
        <translation>{:%Y-%m-%d} to {:%m-%d}{}</translation>
    </message>
    <message>
        <location filename="../../screens/desk/duty/page.py"/>
        <source>工作日</source>
        <translation>working day</translation>
    </message>
    <message>
        <location filename="../../screens/desk/duty/page.py"/>
        <source>不能审批与本人有关的换班</source>
        <translation>nobody decides on a swap of their own</translation>
    </message>
    <message>
        <location filename="../../screens/desk/duty/page.py"/>
        <source> 在班</source>
        <translation> on</translation>
    </message>
    <message>
        <location filename="../../screens/desk/duty/page.py"/>
        <source>现在没有排班。</source>
        <translation>Nobody is rostered now.</translation>
    </message>
    <message>
        <location filename="../../screens/desk/duty/page.py"/>
        <source>提示：{}</source>
        <translation>Note: {}</translation>
    </message>
    <message>
        <location filename="../../screens/desk/duty/page.py"/>
        <source>指挥长 {}</source>
        <translation>Commander {}</translation>
    </message>
    <message>
        <location filename="../../screens/desk/duty/page.py"/>
        <source>调度员 {}</source>
        <translation>Dispatchers {}</translation>
    </message>
    <message>
        <location filename="../../screens/desk/duty/page.py"/>
        <source>待审批 {}</source>
        <translation>To decide {}</translation>
    </message>
</context>
<context>
    <name>facts</name>
    <message>
        <location filename="../../widgets/facts.py"/>
        <source>在左侧选择一条告警，或点选地图上的对象</source>
        <translation>Choose an alarm at the left, or something on the map</translation>
    </message>
</context>
<context>
    <name>figure_words</name>
    <message>
        <location filename="../../console/models/city_map/layers/figure_words.py"/>
        <source>小时均值超限；空气站 AQI &gt; 100</source>
        <translation>hourly mean over limit; air AQI &gt; 100</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/figure_words.py"/>
        <source>按期结案 ÷（今日结案＋超期未结）</source>
        <translation>in time ÷ (closed today + overdue)</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/figure_words.py"/>
        <source>—（没有应结案件）</source>
        <translation>— (no case was due)</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/figure_words.py"/>
        <source>未办结案件</source>
        <translation>Open cases</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/figure_words.py"/>
        <source>件</source>
        <translation>cases</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/figure_words.py"/>
        <source>超期未办结案件</source>
        <translation>Overdue cases</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/figure_words.py"/>
        <source>返工案件</source>
        <translation>Reworked cases</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/figure_words.py"/>
        <source>活动告警</source>
        <translation>Active alarms</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/figure_words.py"/>
        <source>条</source>
        <translation>alarms</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/figure_words.py"/>
        <source>未确认告警</source>
        <translation>Unacknowledged</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/figure_words.py"/>
        <source>今日上报</source>
        <translation>Reported today</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/figure_words.py"/>
        <source>今日结案</source>
        <translation>Closed today</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/figure_words.py"/>
        <source>今日按期结案率</source>
        <translation>Closed in time today</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/figure_words.py"/>
        <source>今日告警</source>
        <translation>Alarms today</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/figure_words.py"/>
        <source>今日超标小时数</source>
        <translation>Hours over limit today</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/figure_words.py"/>
        <source>站时</source>
        <translation>station-hours</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/figure_words.py"/>
        <source>{0}%（{1}/{2} {3}）</source>
        <translation>{0}% ({1}/{2} {3})</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/figure_words.py"/>
        <source>应结案不足 {0} 件：不评级</source>
        <translation>fewer than {0} due: not ranked</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/figure_words.py"/>
        <source>{0} 站时数据不足，未判</source>
        <translation>{0} station-hours lack data</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/figure_words.py"/>
        <source>{0}（{1}）</source>
        <translation>{0} ({1})</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/figure_words.py"/>
        <source>{0}，件数少，不评级</source>
        <translation>{0}, too few to be ranked</translation>
    </message>
</context>
<context>
    <name>figures</name>
    <message>
        <location filename="../../screens/desk/incident/figures.py"/>
        <source>死亡</source>
        <translation>Deaths</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/figures.py"/>
        <source>重伤（含急性中毒）</source>
        <translation>Serious injuries (with poisoning)</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/figures.py"/>
        <source>直接经济损失</source>
        <translation>Direct loss</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/figures.py"/>
        <source>疏散转移</source>
        <translation>Evacuated</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/figures.py"/>
        <source>中毒或重伤</source>
        <translation>Poisoned or seriously injured</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/figures.py"/>
        <source>水源地取水中断（地市级 3、县级 2、乡镇 1）</source>
        <translation>Water intake cut (city 3, county 2, town 1)</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/figures.py"/>
        <source>过火面积</source>
        <translation>Burnt area</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/figures.py"/>
        <source>倒塌房屋</source>
        <translation>Collapsed houses</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/figures.py"/>
        <source>发病</source>
        <translation>Ill</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/figures.py"/>
        <source>人</source>
        <translation>people</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/figures.py"/>
        <source>元</source>
        <translation>CNY</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/figures.py"/>
        <source>公顷</source>
        <translation>ha</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/figures.py"/>
        <source>间</source>
        <translation>houses</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/figures.py"/>
        <source>例</source>
        <translation>cases</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/figures.py"/>
        <source>等级</source>
        <translation>Grade</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/figures.py"/>
        <source>这一类别不按数字定级，由有权人员研判。</source>
        <translation>This class is not graded by figures; who may decide judges it.</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/figures.py"/>
        <source>按所填数字为{}</source>
        <translation>By the figures: {}</translation>
    </message>
</context>
<context>
    <name>files</name>
    <message>
        <location filename="../../screens/desk/files.py"/>
        <source>保存</source>
        <translation>Save</translation>
    </message>
    <message>
        <location filename="../../screens/desk/files.py"/>
        <source>打开</source>
        <translation>Open</translation>
    </message>
    <message>
        <location filename="../../screens/desk/files.py"/>
        <source>位置：</source>
        <translation>Folder:</translation>
    </message>
    <message>
        <location filename="../../screens/desk/files.py"/>
        <source>文件名：</source>
        <translation>Name:</translation>
    </message>
    <message>
        <location filename="../../screens/desk/files.py"/>
        <source>类型：</source>
        <translation>Kind:</translation>
    </message>
    <message>
        <location filename="../../screens/desk/files.py"/>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
</context>
<context>
    <name>filter_bar</name>
    <message>
        <location filename="../../screens/desk/alarms/filter_bar.py"/>
        <source>系统</source>
        <translation>System</translation>
    </message>
    <message>
        <location filename="../../screens/desk/alarms/filter_bar.py"/>
        <source>区域</source>
        <translation>Area</translation>
    </message>
    <message>
        <location filename="../../screens/desk/alarms/filter_bar.py"/>
        <source>级别</source>
        <translation>Priority</translation>
    </message>
    <message>
        <location filename="../../screens/desk/alarms/filter_bar.py"/>
        <source>派遣</source>
        <translation>Dispatch</translation>
    </message>
    <message>
        <location filename="../../screens/desk/alarms/filter_bar.py"/>
        <source>筛选：标题、区域、来源或拼音（/）</source>
        <translation>Filter: title, area, source or pinyin (/)</translation>
    </message>
    <message>
        <location filename="../../screens/desk/alarms/filter_bar.py"/>
        <source>1 紧急</source>
        <translation>1 Critical</translation>
    </message>
    <message>
        <location filename="../../screens/desk/alarms/filter_bar.py"/>
        <source>2 重要</source>
        <translation>2 High</translation>
    </message>
    <message>
        <location filename="../../screens/desk/alarms/filter_bar.py"/>
        <source>3 一般</source>
        <translation>3 Medium</translation>
    </message>
    <message>
        <location filename="../../screens/desk/alarms/filter_bar.py"/>
        <source>4 提示</source>
        <translation>4 Low</translation>
    </message>
    <message>
        <location filename="../../screens/desk/alarms/filter_bar.py"/>
        <source>清除</source>
        <translation>Clear</translation>
    </message>
    <message>
        <location filename="../../screens/desk/alarms/filter_bar.py"/>
        <source>清除全部筛选（Esc）</source>
        <translation>Clear all filters (Esc)</translation>
    </message>
    <message>
        <location filename="../../screens/desk/alarms/filter_bar.py"/>
        <source>按来源分组（G）</source>
        <translation>Group by source (G)</translation>
    </message>
    <message>
        <location filename="../../screens/desk/alarms/filter_bar.py"/>
        <source>按事件分组（Shift+G）</source>
        <translation>Group by incident (Shift+G)</translation>
    </message>
    <message>
        <location filename="../../screens/desk/alarms/filter_bar.py"/>
        <source>未确认 {}</source>
        <translation>Unack. {}</translation>
    </message>
    <message>
        <location filename="../../screens/desk/alarms/filter_bar.py"/>
        <source>全部 {}</source>
        <translation>All {}</translation>
    </message>
    <message>
        <location filename="../../screens/desk/alarms/filter_bar.py"/>
        <source>已搁置 {}</source>
        <translation>Shelved {}</translation>
    </message>
    <message>
        <location filename="../../screens/desk/alarms/filter_bar.py"/>
        <source>我的 {}</source>
        <translation>Mine {}</translation>
    </message>
    <message>
        <location filename="../../screens/desk/alarms/filter_bar.py"/>
        <source>只看此区域的告警，点击取消</source>
        <translation>Only alarms of this area; click to undo</translation>
    </message>
    <message>
        <location filename="../../screens/desk/alarms/filter_bar.py"/>
        <source>按来源</source>
        <translation>By source</translation>
    </message>
    <message>
        <location filename="../../screens/desk/alarms/filter_bar.py"/>
        <source>按事件</source>
        <translation>By incident</translation>
    </message>
    <message>
        <location filename="../../screens/desk/alarms/filter_bar.py"/>
        <source>未派遣</source>
        <translation>Not dispatched</translation>
    </message>
</context>
<context>
    <name>flood</name>
    <message>
        <location filename="../../console/models/alarms/flood.py"/>
        <source>未知</source>
        <translation>unknown</translation>
    </message>
    <message>
        <location filename="../../console/models/alarms/flood.py"/>
        <source>否</source>
        <translation>no</translation>
    </message>
    <message>
        <location filename="../../console/models/alarms/flood.py"/>
        <source>告警高峰</source>
        <translation>Flood</translation>
    </message>
    <message>
        <location filename="../../console/models/alarms/flood.py"/>
        <source>超 10 条起，少于 5 条止</source>
        <translation>&gt;10 until &lt;5</translation>
    </message>
    <message>
        <location filename="../../console/models/alarms/flood.py"/>
        <source>当前速率</source>
        <translation>Rate now</translation>
    </message>
    <message>
        <location filename="../../console/models/alarms/flood.py"/>
        <source>不超过 10</source>
        <translation>≤ 10</translation>
    </message>
    <message>
        <location filename="../../console/models/alarms/flood.py"/>
        <source>平均速率</source>
        <translation>Average rate</translation>
    </message>
    <message>
        <location filename="../../console/models/alarms/flood.py"/>
        <source>约 1，最多 2</source>
        <translation>~1, max. 2</translation>
    </message>
    <message>
        <location filename="../../console/models/alarms/flood.py"/>
        <source>最大速率</source>
        <translation>Peak rate</translation>
    </message>
    <message>
        <location filename="../../console/models/alarms/flood.py"/>
        <source>今日报警</source>
        <translation>Alarms today</translation>
    </message>
    <message>
        <location filename="../../console/models/alarms/flood.py"/>
        <source>150 以内，满 300 整改</source>
        <translation>≤150; act at 300</translation>
    </message>
    <message>
        <location filename="../../console/models/alarms/flood.py"/>
        <source>高峰时间占比</source>
        <translation>Time in flood</translation>
    </message>
    <message>
        <location filename="../../console/models/alarms/flood.py"/>
        <source>低于 1%</source>
        <translation>&lt; 1%</translation>
    </message>
    <message>
        <location filename="../../console/models/alarms/flood.py"/>
        <source>前十来源占比</source>
        <translation>Top ten share</translation>
    </message>
    <message>
        <location filename="../../console/models/alarms/flood.py"/>
        <source>不超过 5%</source>
        <translation>≤ 5%</translation>
    </message>
    <message>
        <location filename="../../console/models/alarms/flood.py"/>
        <source>抖动告警</source>
        <translation>Chattering</translation>
    </message>
    <message>
        <location filename="../../console/models/alarms/flood.py"/>
        <source>长期告警</source>
        <translation>Long-standing</translation>
    </message>
    <message>
        <location filename="../../console/models/alarms/flood.py"/>
        <source>0（超过 24 h）</source>
        <translation>0 (over 24 h)</translation>
    </message>
    <message>
        <location filename="../../console/models/alarms/flood.py"/>
        <source>最多未确认</source>
        <translation>Most unacked</translation>
    </message>
    <message>
        <location filename="../../console/models/alarms/flood.py"/>
        <source>时间超前</source>
        <translation>Dated ahead</translation>
    </message>
    <message>
        <location filename="../../console/models/alarms/flood.py"/>
        <source>0（不计入任何一天）</source>
        <translation>0 (counted on no day)</translation>
    </message>
    <message>
        <location filename="../../console/models/alarms/flood.py"/>
        <source>级别分布</source>
        <translation>Priorities</translation>
    </message>
    <message>
        <location filename="../../console/models/alarms/flood.py"/>
        <source>高 5 · 中 15 · 低 80%</source>
        <translation>5 · 15 · 80%</translation>
    </message>
    <message>
        <location filename="../../console/models/alarms/flood.py"/>
        <source>告警高峰，{:%H:%M} 起</source>
        <translation>flood since {:%H:%M}</translation>
    </message>
    <message>
        <location filename="../../console/models/alarms/flood.py"/>
        <source>条/10 min</source>
        <translation>/10 min</translation>
    </message>
    <message>
        <location filename="../../console/models/alarms/flood.py"/>
        <source>{} 条/10 min</source>
        <translation>{}/10 min</translation>
    </message>
    <message>
        <location filename="../../console/models/alarms/flood.py"/>
        <source>{} 条</source>
        <translation>{}</translation>
    </message>
    <message>
        <location filename="../../console/models/alarms/flood.py"/>
        <source>{} 个</source>
        <translation>{}</translation>
    </message>
</context>
<context>
    <name>flood_panel</name>
    <message>
        <location filename="../../screens/desk/alarms/flood_panel.py"/>
        <source>建议搁置…</source>
        <translation>Propose shelving …</translation>
    </message>
    <message>
        <location filename="../../screens/desk/alarms/flood_panel.py"/>
        <source>先选择一行</source>
        <translation>Choose a row first</translation>
    </message>
    <message>
        <location filename="../../screens/desk/alarms/flood_panel.py"/>
        <source>该来源当前没有未结束的告警</source>
        <translation>This source has no open alarm now</translation>
    </message>
    <message>
        <location filename="../../screens/desk/alarms/flood_panel.py"/>
        <source>告警质量</source>
        <translation>Alarm quality</translation>
    </message>
    <message>
        <location filename="../../screens/desk/alarms/flood_panel.py"/>
        <source>频繁报警，已安排核查</source>
        <translation>Alarms too often, check arranged</translation>
    </message>
    <message>
        <location filename="../../screens/desk/alarms/flood_panel.py"/>
        <source>抖动告警，已安排检修</source>
        <translation>Chattering alarm, repair arranged</translation>
    </message>
    <message>
        <location filename="../../screens/desk/alarms/flood_panel.py"/>
        <source>长期告警，已列入整治</source>
        <translation>Long-standing alarm, remedy planned</translation>
    </message>
    <message>
        <location filename="../../screens/desk/alarms/flood_panel.py"/>
        <source>告警</source>
        <translation>Alarms</translation>
    </message>
    <message>
        <location filename="../../screens/desk/alarms/flood_panel.py"/>
        <source>来源</source>
        <translation>Source</translation>
    </message>
    <message>
        <location filename="../../screens/desk/alarms/flood_panel.py"/>
        <source>条数</source>
        <translation>Count</translation>
    </message>
    <message>
        <location filename="../../screens/desk/alarms/flood_panel.py"/>
        <source>占比</source>
        <translation>Share</translation>
    </message>
    <message>
        <location filename="../../screens/desk/alarms/flood_panel.py"/>
        <source>历时</source>
        <translation>Elapsed</translation>
    </message>
    <message>
        <location filename="../../screens/desk/alarms/flood_panel.py"/>
        <source>全部</source>
        <translation>All</translation>
    </message>
    <message>
        <location filename="../../screens/desk/alarms/flood_panel.py"/>
        <source>前十来源</source>
        <translation>Top ten</translation>
    </message>
    <message>
        <location filename="../../screens/desk/alarms/flood_panel.py"/>
        <source>抖动</source>
        <translation>Chatter</translation>
    </message>
    <message>
        <location filename="../../screens/desk/alarms/flood_panel.py"/>
        <source>长期</source>
        <translation>Long</translation>
    </message>
    <message>
        <location filename="../../screens/desk/alarms/flood_panel.py"/>
        <source>日趋势</source>
        <translation>Day</translation>
    </message>
    <message>
        <location filename="../../screens/desk/alarms/flood_panel.py"/>
        <source>月趋势</source>
        <translation>Month</translation>
    </message>
    <message>
        <location filename="../../screens/desk/alarms/flood_panel.py"/>
        <source>告警 · 每小时 · 24 h</source>
        <translation>Alarms · hourly · 24 h</translation>
    </message>
    <message>
        <location filename="../../screens/desk/alarms/flood_panel.py"/>
        <source>条</source>
        <translation>alarms</translation>
    </message>
    <message>
        <location filename="../../screens/desk/alarms/flood_panel.py"/>
        <source>指标</source>
        <translation>Measure</translation>
    </message>
    <message>
        <location filename="../../screens/desk/alarms/flood_panel.py"/>
        <source>现值</source>
        <translation>Now</translation>
    </message>
    <message>
        <location filename="../../screens/desk/alarms/flood_panel.py"/>
        <source>目标</source>
        <translation>Target</translation>
    </message>
    <message>
        <location filename="../../screens/desk/alarms/flood_panel.py"/>
        <source>抖动 {}</source>
        <translation>Chatter {}</translation>
    </message>
    <message>
        <location filename="../../screens/desk/alarms/flood_panel.py"/>
        <source>长期 {}</source>
        <translation>Long {}</translation>
    </message>
    <message>
        <location filename="../../screens/desk/alarms/flood_panel.py"/>
        <source>当前没有</source>
        <translation>None now</translation>
    </message>
</context>
<context>
    <name>focus_bar</name>
    <message>
        <location filename="../../screens/desk/city_map/focus_bar.py"/>
        <source>↑ 上一级</source>
        <translation>↑ Up</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/focus_bar.py"/>
        <source>回到上一级区域（Backspace）</source>
        <translation>Back to the area around it (Backspace)</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/focus_bar.py"/>
        <source>分级方法</source>
        <translation>How classes are cut</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/focus_bar.py"/>
        <source>热力与轨迹的时间范围</source>
        <translation>How far back heat and tracks go</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/focus_bar.py"/>
        <source>分位数分级</source>
        <translation>Quantiles</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/focus_bar.py"/>
        <source>等距分级</source>
        <translation>Equal steps</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/focus_bar.py"/>
        <source>近 {0} h</source>
        <translation>Last {0} h</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/focus_bar.py"/>
        <source>近 {0} 天</source>
        <translation>Last {0} days</translation>
    </message>
</context>
<context>
    <name>found_panel</name>
    <message>
        <location filename="../../screens/desk/city_map/found_panel.py"/>
        <source>还没有标绘。用地图左侧的工具测量、画范围或查询周边。</source>
        <translation>Nothing is drawn yet. Measure, draw or search around with the tools at the left of the map.</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/found_panel.py"/>
        <source>命名</source>
        <translation>Name</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/found_panel.py"/>
        <source>删除</source>
        <translation>Remove</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/found_panel.py"/>
        <source>全部清除</source>
        <translation>Remove all</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/found_panel.py"/>
        <source>处置…</source>
        <translation>Act…</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/found_panel.py"/>
        <source>告警详情</source>
        <translation>Alarm details</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/found_panel.py"/>
        <source>标绘命名</source>
        <translation>Name of the drawing</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/found_panel.py"/>
        <source>名称</source>
        <translation>Name</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/found_panel.py"/>
        <source>类别、状态</source>
        <translation>Kind, state</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/found_panel.py"/>
        <source>距离</source>
        <translation>Distance</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/found_panel.py"/>
        <source>选中圆、多边形或面积，即列出范围内的告警、案件、车辆和资源。</source>
        <translation>Choose a circle, polygon or area to list the alarms, cases, vehicles and resources within.</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/found_panel.py"/>
        <source>{0}内共 {1} 项，{2:%H:%M:%S} 统计</source>
        <translation>Within {0}: {1} things, counted at {2:%H:%M:%S}</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/found_panel.py"/>
        <source>标绘</source>
        <translation>Drawing</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/found_panel.py"/>
        <source>数值</source>
        <translation>Figure</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/found_panel.py"/>
        <source>名称（{0} 字以内，留空则去掉名称）</source>
        <translation>Name (up to {0} characters; empty for none)</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/found_panel.py"/>
        <source>未能保存到磁盘：{0}</source>
        <translation>Not saved to disk: {0}</translation>
    </message>
</context>
<context>
    <name>handover</name>
    <message>
        <location filename="../../console/models/duty/handover.py"/>
        <source>未恢复或未确认的告警</source>
        <translation>Alarms not cleared or not acknowledged</translation>
    </message>
    <message>
        <location filename="../../console/models/duty/handover.py"/>
        <source>搁置与停用</source>
        <translation>Shelved and out of service</translation>
    </message>
    <message>
        <location filename="../../console/models/duty/handover.py"/>
        <source>突发事件</source>
        <translation>Incidents</translation>
    </message>
    <message>
        <location filename="../../console/models/duty/handover.py"/>
        <source>未完成任务</source>
        <translation>Open tasks</translation>
    </message>
    <message>
        <location filename="../../console/models/duty/handover.py"/>
        <source>督办、超时与待审批延期案件</source>
        <translation>Urged and overdue cases, extensions to decide</translation>
    </message>
    <message>
        <location filename="../../console/models/duty/handover.py"/>
        <source>待送达指令</source>
        <translation>Commands not delivered</translation>
    </message>
    <message>
        <location filename="../../console/models/duty/handover.py"/>
        <source>生效预警</source>
        <translation>Warnings in force</translation>
    </message>
    <message>
        <location filename="../../console/models/duty/handover.py"/>
        <source>离线设备</source>
        <translation>Devices off line</translation>
    </message>
    <message>
        <location filename="../../console/models/duty/handover.py"/>
        <source>领导批示</source>
        <translation>Leaders' instructions</translation>
    </message>
    <message>
        <location filename="../../console/models/duty/handover.py"/>
        <source>本班办结</source>
        <translation>Closed in this shift</translation>
    </message>
    <message>
        <location filename="../../console/models/duty/handover.py"/>
        <source>正常</source>
        <translation>Normal</translation>
    </message>
    <message>
        <location filename="../../console/models/duty/handover.py"/>
        <source>未确认</source>
        <translation>Unacknowledged</translation>
    </message>
    <message>
        <location filename="../../console/models/duty/handover.py"/>
        <source>已确认</source>
        <translation>Acknowledged</translation>
    </message>
    <message>
        <location filename="../../console/models/duty/handover.py"/>
        <source>恢复未确认</source>
        <translation>Returned, unacknowledged</translation>
    </message>
    <message>
        <location filename="../../console/models/duty/handover.py"/>
        <source>搁置</source>
        <translation>Shelved</translation>
    </message>
    <message>
        <location filename="../../console/models/duty/handover.py"/>
        <source>抑制</source>
        <translation>Suppressed</translation>
    </message>
    <message>
        <location filename="../../console/models/duty/handover.py"/>
        <source>停用</source>
        <translation>Out of service</translation>
    </message>
    <message>
        <location filename="../../console/models/duty/handover.py"/>
        <source>待复位</source>
        <translation>To be reset</translation>
    </message>
    <message>
        <location filename="../../console/models/duty/handover.py"/>
        <source>未知班次</source>
        <translation>unknown shift</translation>
    </message>
    <message>
        <location filename="../../console/models/duty/handover.py"/>
        <source>交接班记录</source>
        <translation>Record of hand-over</translation>
    </message>
    <message>
        <location filename="../../console/models/duty/handover.py"/>
        <source>已超时</source>
        <translation>overdue</translation>
    </message>
    <message>
        <location filename="../../console/models/duty/handover.py"/>
        <source>未签字</source>
        <translation>not signed</translation>
    </message>
    <message>
        <location filename="../../console/models/duty/handover.py"/>
        <source>数据时间 {} · 来源 {}</source>
        <translation>Data as of {} · source {}</translation>
    </message>
    <message>
        <location filename="../../console/models/duty/handover.py"/>
        <source>未知</source>
        <translation>unknown</translation>
    </message>
    <message>
        <location filename="../../console/models/duty/handover.py"/>
        <source>{} 级</source>
        <translation>priority {}</translation>
    </message>
    <message>
        <location filename="../../console/models/duty/handover.py"/>
        <source>{0} 级</source>
        <translation>grade {0}</translation>
    </message>
    <message>
        <location filename="../../console/models/duty/handover.py"/>
        <source>班次：{}</source>
        <translation>Shift: {}</translation>
    </message>
    <message>
        <location filename="../../console/models/duty/handover.py"/>
        <source>数据截至：{}</source>
        <translation>Data up to: {}</translation>
    </message>
    <message>
        <location filename="../../console/models/duty/handover.py"/>
        <source>内容与校验值一致</source>
        <translation>Content and check value agree</translation>
    </message>
    <message>
        <location filename="../../console/models/duty/handover.py"/>
        <source>警告：内容与校验值不一致</source>
        <translation>Warning: content and check value do not agree</translation>
    </message>
    <message>
        <location filename="../../console/models/duty/handover.py"/>
        <source>备注</source>
        <translation>Note</translation>
    </message>
    <message>
        <location filename="../../console/models/duty/handover.py"/>
        <source>至 {}</source>
        <translation>until {}</translation>
    </message>
    <message>
        <location filename="../../console/models/duty/handover.py"/>
        <source>{} 起</source>
        <translation>since {}</translation>
    </message>
    <message>
        <location filename="../../console/models/duty/handover.py"/>
        <source>{} 级响应</source>
        <translation>response level {}</translation>
    </message>
    <message>
        <location filename="../../console/models/duty/handover.py"/>
        <source>督办 {} 次</source>
        <translation>urged {}×</translation>
    </message>
    <message>
        <location filename="../../console/models/duty/handover.py"/>
        <source>延期至 {} 待审批</source>
        <translation>extension until {} to be decided</translation>
    </message>
    <message>
        <location filename="../../console/models/duty/handover.py"/>
        <source>缓办至 {} 待审批</source>
        <translation>deferral until {} to decide</translation>
    </message>
    <message>
        <location filename="../../console/models/duty/handover.py"/>
        <source>应于 {} 前</source>
        <translation>due {}</translation>
    </message>
    <message>
        <location filename="../../console/models/duty/handover.py"/>
        <source>{} 发出，待送达</source>
        <translation>given {}, not delivered</translation>
    </message>
    <message>
        <location filename="../../console/models/duty/handover.py"/>
        <source>交班人：{}  {}</source>
        <translation>Handed over by: {}  {}</translation>
    </message>
    <message>
        <location filename="../../console/models/duty/handover.py"/>
        <source>接班人：{}</source>
        <translation>Taken over by: {}</translation>
    </message>
    <message>
        <location filename="../../console/models/duty/handover.py"/>
        <source>校验值：{}</source>
        <translation>Check value: {}</translation>
    </message>
    <message>
        <location filename="../../console/models/duty/handover.py"/>
        <source>另有 {} 项未逐条列出</source>
        <translation>{} more, not listed one by one</translation>
    </message>
    <message>
        <location filename="../../console/models/duty/handover.py"/>
        <source>{}（{}）</source>
        <translation>{} ({})</translation>
    </message>
    <message>
        <location filename="../../console/models/duty/handover.py"/>
        <source>无</source>
        <translation>none</translation>
    </message>
</context>
<context>
    <name>handover_page</name>
    <message>
        <location filename="../../screens/desk/duty/handover_page.py"/>
        <source>交接班</source>
        <translation>Hand-over</translation>
    </message>
    <message>
        <location filename="../../screens/desk/duty/handover_page.py"/>
        <source>签字</source>
        <translation>Signatures</translation>
    </message>
    <message>
        <location filename="../../screens/desk/duty/handover_page.py"/>
        <source>交班备注：交代给下一班的事</source>
        <translation>Remarks for the next shift</translation>
    </message>
    <message>
        <location filename="../../screens/desk/duty/handover_page.py"/>
        <source>交班签字</source>
        <translation>Sign over</translation>
    </message>
    <message>
        <location filename="../../screens/desk/duty/handover_page.py"/>
        <source>接班签字</source>
        <translation>Sign to take over</translation>
    </message>
    <message>
        <location filename="../../screens/desk/duty/handover_page.py"/>
        <source>导出可打印文档</source>
        <translation>Export as PDF</translation>
    </message>
    <message>
        <location filename="../../screens/desk/duty/handover_page.py"/>
        <source>历次交接班</source>
        <translation>Earlier hand-overs</translation>
    </message>
    <message>
        <location filename="../../screens/desk/duty/handover_page.py"/>
        <source>已锁定，内容与校验值一致</source>
        <translation>Locked; content and check value agree</translation>
    </message>
    <message>
        <location filename="../../screens/desk/duty/handover_page.py"/>
        <source>内容与校验值不一致，请勿采信</source>
        <translation>Content and check value do not agree: do not trust it</translation>
    </message>
    <message>
        <location filename="../../screens/desk/duty/handover_page.py"/>
        <source>可打印文档 (*.pdf)</source>
        <translation>PDF (*.pdf)</translation>
    </message>
    <message>
        <location filename="../../screens/desk/duty/handover_page.py"/>
        <source>本班草稿</source>
        <translation>Draft of this shift</translation>
    </message>
    <message>
        <location filename="../../screens/desk/duty/handover_page.py"/>
        <source>随告警、事件、指令实时更新</source>
        <translation>Follows alarms, incidents and commands as they come</translation>
    </message>
    <message>
        <location filename="../../screens/desk/duty/handover_page.py"/>
        <source>已锁定</source>
        <translation>locked</translation>
    </message>
    <message>
        <location filename="../../screens/desk/duty/handover_page.py"/>
        <source>待接班</source>
        <translation>to be taken over</translation>
    </message>
    <message>
        <location filename="../../screens/desk/duty/handover_page.py"/>
        <source>校验不一致</source>
        <translation>check fails</translation>
    </message>
    <message>
        <location filename="../../screens/desk/duty/handover_page.py"/>
        <source>签字时生成校验值，接班签字后锁定。</source>
        <translation>The check value is made when it is signed; taking over locks it.</translation>
    </message>
    <message>
        <location filename="../../screens/desk/duty/handover_page.py"/>
        <source>交接班记录</source>
        <translation>Record of hand-over</translation>
    </message>
    <message>
        <location filename="../../screens/desk/duty/handover_page.py"/>
        <source>本班草稿。上一次交班尚未接班。</source>
        <translation>Draft of this shift. The hand-over before has not been taken yet.</translation>
    </message>
    <message>
        <location filename="../../screens/desk/duty/handover_page.py"/>
        <source>本班草稿。此前没有交接班记录。</source>
        <translation>Draft of this shift. No hand-over before it.</translation>
    </message>
    <message>
        <location filename="../../screens/desk/duty/handover_page.py"/>
        <source>交班：{} {:%m-%d %H:%M:%S}</source>
        <translation>Handed over: {} {:%m-%d %H:%M:%S}</translation>
    </message>
    <message>
        <location filename="../../screens/desk/duty/handover_page.py"/>
        <source>接班：尚未签字</source>
        <translation>Taken over: not signed yet</translation>
    </message>
    <message>
        <location filename="../../screens/desk/duty/handover_page.py"/>
        <source>接班：{} {:%m-%d %H:%M:%S}</source>
        <translation>Taken over: {} {:%m-%d %H:%M:%S}</translation>
    </message>
    <message>
        <location filename="../../screens/desk/duty/handover_page.py"/>
        <source>重新交班签字</source>
        <translation>Sign over again</translation>
    </message>
    <message>
        <location filename="../../screens/desk/duty/handover_page.py"/>
        <source>交接班-{:%Y%m%d-%H%M}.pdf</source>
        <translation>hand-over-{:%Y%m%d-%H%M}.pdf</translation>
    </message>
    <message>
        <location filename="../../screens/desk/duty/handover_page.py"/>
        <source>未签字</source>
        <translation>not signed</translation>
    </message>
    <message>
        <location filename="../../screens/desk/duty/handover_page.py"/>
        <source>{} 交</source>
        <translation>from {}</translation>
    </message>
    <message>
        <location filename="../../screens/desk/duty/handover_page.py"/>
        <source>这份交接班的内容无法读取。</source>
        <translation>This hand-over cannot be read.</translation>
    </message>
    <message>
        <location filename="../../screens/desk/duty/handover_page.py"/>
        <source>本班草稿，承接 {:%m-%d %H:%M} {} 的交班。</source>
        <translation>Draft of this shift, after the hand-over of {:%m-%d %H:%M} by {}.</translation>
    </message>
    <message>
        <location filename="../../screens/desk/duty/handover_page.py"/>
        <source>签字待发送，送达后生效。</source>
        <translation>Signature pending; it counts once delivered.</translation>
    </message>
    <message>
        <location filename="../../screens/desk/duty/handover_page.py"/>
        <source>，{} 接</source>
        <translation>, to {}</translation>
    </message>
    <message>
        <location filename="../../screens/desk/duty/handover_page.py"/>
        <source>校验值 {}</source>
        <translation>Check value {}</translation>
    </message>
    <message>
        <location filename="../../screens/desk/duty/handover_page.py"/>
        <source>备注最多 {0} 字，现有 {1} 字，请删减后再签字。</source>
        <translation>Remarks hold at most {0} characters; there are {1}. Please shorten them before signing.</translation>
    </message>
    <message>
        <location filename="../../screens/desk/duty/handover_page.py"/>
        <source>交班人不能自己接班，请接班人登录后签字。</source>
        <translation>Who handed over cannot take over: the next person signs in and signs.</translation>
    </message>
    <message>
        <location filename="../../screens/desk/duty/handover_page.py"/>
        <source>已导出 {}</source>
        <translation>Exported {}</translation>
    </message>
    <message>
        <location filename="../../screens/desk/duty/handover_page.py"/>
        <source>交接班 {}</source>
        <translation>Hand-over {}</translation>
    </message>
    <message>
        <location filename="../../screens/desk/duty/handover_page.py"/>
        <source>现在没有排班，请先在“值守”页排班。</source>
        <translation>Nobody is rostered now: make the roster on the Duty page first.</translation>
    </message>
    <message>
        <location filename="../../screens/desk/duty/handover_page.py"/>
        <source>未能写入 {}</source>
        <translation>{} could not be written</translation>
    </message>
    <message>
        <location filename="../../screens/desk/duty/handover_page.py"/>
        <source>{} 的交班尚待接班签字。再按一次“重新交班签字”，就用这份草稿替换它。</source>
        <translation>The hand-over by {} waits to be taken over. Press “Sign over again” once more to replace it by this draft.</translation>
    </message>
    <message>
        <location filename="../../screens/desk/duty/handover_page.py"/>
        <source>{} 的交班尚待接班签字；再次签字将替换它。</source>
        <translation>The hand-over by {} waits to be taken over; signing again replaces it.</translation>
    </message>
</context>
<context>
    <name>header</name>
    <message>
        <location filename="../../screens/header.py"/>
        <source>带班领导</source>
        <translation>City leader</translation>
    </message>
    <message>
        <location filename="../../screens/header.py"/>
        <source>指挥长</source>
        <translation>Commander</translation>
    </message>
    <message>
        <location filename="../../screens/header.py"/>
        <source>值班长</source>
        <translation>Watch leader</translation>
    </message>
    <message>
        <location filename="../../screens/header.py"/>
        <source>值守</source>
        <translation>Duty</translation>
    </message>
    <message>
        <location filename="../../screens/header.py"/>
        <source>未知</source>
        <translation>unknown</translation>
    </message>
    <message>
        <location filename="../../screens/header.py"/>
        <source>回放</source>
        <translation>replay</translation>
    </message>
    <message>
        <location filename="../../screens/header.py"/>
        <source>（缓存）</source>
        <translation>(cached)</translation>
    </message>
    <message>
        <location filename="../../screens/header.py"/>
        <source>未排</source>
        <translation>not set</translation>
    </message>
    <message>
        <location filename="../../screens/header.py"/>
        <source>上一班，{} 已结束</source>
        <translation>Last shift, ended {}</translation>
    </message>
    <message>
        <location filename="../../screens/header.py"/>
        <source>当班调度员 {} 人</source>
        <translation>{} dispatchers on shift</translation>
    </message>
</context>
<context>
    <name>heat</name>
    <message>
        <location filename="../../console/models/city_map/layers/heat.py"/>
        <source>{0}（近 {1} h 内发生且未办结，图上共 {2}）</source>
        <translation>{0} (began in the last {1} h and still open, {2} on the map)</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/heat.py"/>
        <source>{0}（近 {1} h 内发生且未办结，数量未知）</source>
        <translation>{0} (began in the last {1} h and still open, number unknown)</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/heat.py"/>
        <source>案件热力</source>
        <translation>Heat of cases</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/heat.py"/>
        <source>件/km²</source>
        <translation>cases/km²</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/heat.py"/>
        <source>告警热力</source>
        <translation>Heat of alarms</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/heat.py"/>
        <source>条/km²</source>
        <translation>alarms/km²</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/heat.py"/>
        <source>未知：尚未收到数据</source>
        <translation>Unknown: no data yet</translation>
    </message>
</context>
<context>
    <name>help_page</name>
    <message>
        <location filename="../../screens/desk/help_page.py"/>
        <source>看到的记号</source>
        <translation>Marks</translation>
    </message>
    <message>
        <location filename="../../screens/desk/help_page.py"/>
        <source>1 六角 紧急　2 三角 重要　3 方形 一般　4 圆形 提示；空心表示报警条件已消失。</source>
        <translation>1 hexagon critical, 2 triangle high, 3 square medium, 4 circle low; hollow: the condition has cleared.</translation>
    </message>
    <message>
        <location filename="../../screens/desk/help_page.py"/>
        <source>“首”：同一来源或同一事件 60 秒内最先到的一条，先看它。</source>
        <translation>“1st”: first-out, the first alarm within 60 s of one source or incident. Look at it first.</translation>
    </message>
    <message>
        <location filename="../../screens/desk/help_page.py"/>
        <source>“待送达”：操作已保存在本机，等网关回执；状态以网关回执为准。</source>
        <translation>“pending”: the act is saved here and waits for the gateway; the state changes when the gateway says so.</translation>
    </message>
    <message>
        <location filename="../../screens/desk/help_page.py"/>
        <source>冲突：他人先操作了同一对象。打开底部的命令清单，看是谁、何时、做了什么，再决定。</source>
        <translation>Conflict: somebody else acted on it first. Open the command list at the foot, see who did what and when, then decide.</translation>
    </message>
    <message>
        <location filename="../../screens/desk/help_page.py"/>
        <source>未保存：操作没有写入磁盘，文字还在对话框里，可以再试。</source>
        <translation>Not saved: the act did not reach the disk; your words are still in the dialog, try again.</translation>
    </message>
    <message>
        <location filename="../../screens/desk/help_page.py"/>
        <source>状态字母</source>
        <translation>State letters</translation>
    </message>
    <message>
        <location filename="../../screens/desk/help_page.py"/>
        <source>A 正常　B 未确认　C 已确认　D 已恢复未确认　E 已搁置　F 按设计抑制　G 已停用　L 锁存</source>
        <translation>A normal   B unacknowledged   C acknowledged   D returned unacknowledged   E shelved   F suppressed by design   G out of service   L latched</translation>
    </message>
    <message>
        <location filename="../../screens/desk/help_page.py"/>
        <source>数据可信度</source>
        <translation>How far data may be believed</translation>
    </message>
    <message>
        <location filename="../../screens/desk/help_page.py"/>
        <source>实时：正常。延迟：有数据但晚了。缓存：断线前的数据，时间写明。未知：没有数据，不等于正常。回放：过去的画面。</source>
        <translation>live: as it should be. delayed: data, but late. cached: from before the link broke, with its time. unknown: no data, which is not “fine”. replay: a picture of the past.</translation>
    </message>
    <message>
        <location filename="../../screens/desk/help_page.py"/>
        <source>按键</source>
        <translation>Keys</translation>
    </message>
    <message>
        <location filename="../../screens/desk/help_page.py"/>
        <source>这张桌上所有的键</source>
        <translation>Every key of this desk</translation>
    </message>
    <message>
        <location filename="../../screens/desk/help_page.py"/>
        <source>说明</source>
        <translation>Marks</translation>
    </message>
    <message>
        <location filename="../../screens/desk/help_page.py"/>
        <source>记号、颜色和字母的意思</source>
        <translation>What marks, colours and letters mean</translation>
    </message>
    <message>
        <location filename="../../screens/desk/help_page.py"/>
        <source>页面</source>
        <translation>Pages</translation>
    </message>
    <message>
        <location filename="../../screens/desk/help_page.py"/>
        <source>告警列表</source>
        <translation>Alarm list</translation>
    </message>
    <message>
        <location filename="../../screens/desk/help_page.py"/>
        <source>处置</source>
        <translation>Acts</translation>
    </message>
    <message>
        <location filename="../../screens/desk/help_page.py"/>
        <source>一张图</source>
        <translation>Map</translation>
    </message>
    <message>
        <location filename="../../screens/desk/help_page.py"/>
        <source>其他</source>
        <translation>Other</translation>
    </message>
    <message>
        <location filename="../../screens/desk/help_page.py"/>
        <source>要做什么？</source>
        <translation>What do you want to do?</translation>
    </message>
    <message>
        <location filename="../../screens/desk/help_page.py"/>
        <source>上一条、下一条；按住 Shift 连续多选</source>
        <translation>previous, next; with Shift several</translation>
    </message>
    <message>
        <location filename="../../screens/desk/help_page.py"/>
        <source>全选（最多 1,000 条）</source>
        <translation>all (1,000 at most)</translation>
    </message>
    <message>
        <location filename="../../screens/desk/help_page.py"/>
        <source>空格</source>
        <translation>Space</translation>
    </message>
    <message>
        <location filename="../../screens/desk/help_page.py"/>
        <source>确认所选告警，也可按 A；光标随后到下一条未确认的</source>
        <translation>acknowledge the chosen alarms, also by A; the cursor then goes to the next one not acknowledged</translation>
    </message>
    <message>
        <location filename="../../screens/desk/help_page.py"/>
        <source>查看详情；分组行则展开或收起</source>
        <translation>details; a group unfolds or folds</translation>
    </message>
    <message>
        <location filename="../../screens/desk/help_page.py"/>
        <source>收起、展开分组</source>
        <translation>fold, unfold a group</translation>
    </message>
    <message>
        <location filename="../../screens/desk/help_page.py"/>
        <source>按来源、按事件分组</source>
        <translation>group by source, by incident</translation>
    </message>
    <message>
        <location filename="../../screens/desk/help_page.py"/>
        <source>筛选：标题、区域、来源或拼音</source>
        <translation>filter: title, area, source or pinyin</translation>
    </message>
    <message>
        <location filename="../../screens/desk/help_page.py"/>
        <source>清除筛选</source>
        <translation>clear the filters</translation>
    </message>
    <message>
        <location filename="../../screens/desk/help_page.py"/>
        <source>选择和排列列</source>
        <translation>choose and order the columns</translation>
    </message>
    <message>
        <location filename="../../screens/desk/help_page.py"/>
        <source>菜单键</source>
        <translation>Menu key</translation>
    </message>
    <message>
        <location filename="../../screens/desk/help_page.py"/>
        <source>打开右键菜单</source>
        <translation>the context menu</translation>
    </message>
    <message>
        <location filename="../../screens/desk/help_page.py"/>
        <source>标绘与查询清单；删除选中的标绘</source>
        <translation>Drawings and what was found; remove the chosen drawing</translation>
    </message>
    <message>
        <location filename="../../screens/desk/help_page.py"/>
        <source>撤销一个角点；结束</source>
        <translation>Take a corner back; end</translation>
    </message>
    <message>
        <location filename="../../screens/desk/help_page.py"/>
        <source>图层</source>
        <translation>Layers</translation>
    </message>
    <message>
        <location filename="../../screens/desk/help_page.py"/>
        <source>三维、平面绘制互换</source>
        <translation>Tilted or flat painter</translation>
    </message>
    <message>
        <location filename="../../screens/desk/help_page.py"/>
        <source>三维时倾斜、旋转；Home 恢复正北俯视</source>
        <translation>Tilted: lean and turn; Home looks straight down, north up</translation>
    </message>
    <message>
        <location filename="../../screens/desk/help_page.py"/>
        <source>曲线、经过、处置要点、周边、备注</source>
        <translation>trend, story, procedure, nearby, notes</translation>
    </message>
    <message>
        <location filename="../../screens/desk/help_page.py"/>
        <source>登录、解锁、换人、退出</source>
        <translation>sign in, unlock, change person, sign out</translation>
    </message>
    <message>
        <location filename="../../screens/desk/help_page.py"/>
        <source>命令清单：待发送、冲突、已过期</source>
        <translation>command list: pending, conflicts, expired</translation>
    </message>
    <message>
        <location filename="../../screens/desk/help_page.py"/>
        <source>消音两分钟，再按恢复</source>
        <translation>silence for two minutes; again: sound</translation>
    </message>
    <message>
        <location filename="../../screens/desk/help_page.py"/>
        <source>告警质量</source>
        <translation>Alarm quality</translation>
    </message>
    <message>
        <location filename="../../screens/desk/help_page.py"/>
        <source>外观：语言、配色、字号</source>
        <translation>look: language, colours, type size</translation>
    </message>
    <message>
        <location filename="../../screens/desk/help_page.py"/>
        <source>对话框：确定并保存</source>
        <translation>dialogs: confirm and save</translation>
    </message>
</context>
<context>
    <name>holding</name>
    <message>
        <location filename="../../console/models/holding.py"/>
        <source>磁盘只剩 {0:.1f} GB，应留 {1:.1f} GB：清理磁盘，或调小设置文件 [storage] 的 spare_mb</source>
        <translation>Only {0:.1f} GB left on the disk, {1:.1f} GB should stay free: clear the disk, or lower spare_mb in [storage] of the settings file</translation>
    </message>
    <message>
        <location filename="../../console/models/holding.py"/>
        <source>缓存用了 {0:.1f} GB，上限 {1:.1f} GB：可在设置文件 [storage] 调大 cache_mb</source>
        <translation>The cache takes {0:.1f} GB, its limit is {1:.1f} GB: raise cache_mb in [storage] of the settings file</translation>
    </message>
    <message>
        <location filename="../../console/models/holding.py"/>
        <source>又有余量，历史逐步恢复到设定天数</source>
        <translation>There is room again; history grows back to what is set</translation>
    </message>
    <message>
        <location filename="../../console/models/holding.py"/>
        <source>历史保留 {0} 天（设定 {1} 天）</source>
        <translation>history kept {0} days ({1} set)</translation>
    </message>
    <message>
        <location filename="../../console/models/holding.py"/>
        <source>磁盘空间不足 · {}</source>
        <translation>Disk nearly full · {}</translation>
    </message>
    <message>
        <location filename="../../console/models/holding.py"/>
        <source>缓存达到上限 · {}</source>
        <translation>Cache limit reached · {}</translation>
    </message>
</context>
<context>
    <name>identify</name>
    <message>
        <location filename="../../console/app/windows/identify.py"/>
        <source>未提供</source>
        <translation>not told</translation>
    </message>
    <message>
        <location filename="../../console/app/windows/identify.py"/>
        <source>不在大屏文档中</source>
        <translation>not in the wall document</translation>
    </message>
    <message>
        <location filename="../../console/app/windows/identify.py"/>
        <source>接口 {}</source>
        <translation>connector {}</translation>
    </message>
    <message>
        <location filename="../../console/app/windows/identify.py"/>
        <source>型号 {}</source>
        <translation>model {}</translation>
    </message>
    <message>
        <location filename="../../console/app/windows/identify.py"/>
        <source>序列号 {}</source>
        <translation>serial {}</translation>
    </message>
    <message>
        <location filename="../../console/app/windows/identify.py"/>
        <source>分辨率 {}</source>
        <translation>resolution {}</translation>
    </message>
    <message>
        <location filename="../../console/app/windows/identify.py"/>
        <source>缩放 {} %</source>
        <translation>scaling {} %</translation>
    </message>
    <message>
        <location filename="../../console/app/windows/identify.py"/>
        <source>尺寸 {}</source>
        <translation>size {}</translation>
    </message>
    <message>
        <location filename="../../console/app/windows/identify.py"/>
        <source>桌面位置 {}</source>
        <translation>at {} of the desktop</translation>
    </message>
    <message>
        <location filename="../../console/app/windows/identify.py"/>
        <source>第 {} 屏</source>
        <translation>Output {}</translation>
    </message>
</context>
<context>
    <name>import_dialog</name>
    <message>
        <location filename="../../screens/desk/city_map/import_dialog.py"/>
        <source>图层文件 (*.geojson *.json *.shp)</source>
        <translation>Layer files (*.geojson *.json *.shp)</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/import_dialog.py"/>
        <source>按文件说明</source>
        <translation>As the file says</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/import_dialog.py"/>
        <source>GCJ-02 火星坐标（高德、腾讯）</source>
        <translation>GCJ-02 (Amap, Tencent)</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/import_dialog.py"/>
        <source>BD-09 百度坐标</source>
        <translation>BD-09 (Baidu)</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/import_dialog.py"/>
        <source>添加图层</source>
        <translation>Add a layer</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/import_dialog.py"/>
        <source>GeoJSON 或 Shapefile（.shp）</source>
        <translation>GeoJSON or shapefile (.shp)</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/import_dialog.py"/>
        <source>例如：市自然资源局</source>
        <translation>For example: natural resources bureau</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/import_dialog.py"/>
        <source>纬度在前</source>
        <translation>Latitude first</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/import_dialog.py"/>
        <source>日期不详</source>
        <translation>Date unknown</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/import_dialog.py"/>
        <source>文件</source>
        <translation>File</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/import_dialog.py"/>
        <source>名称</source>
        <translation>Name</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/import_dialog.py"/>
        <source>坐标系</source>
        <translation>Reference system</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/import_dialog.py"/>
        <source>数据日期</source>
        <translation>Date of the data</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/import_dialog.py"/>
        <source>数据来源</source>
        <translation>Source</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/import_dialog.py"/>
        <source>颜色</source>
        <translation>Colour</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/import_dialog.py"/>
        <source>导入 Ctrl+回车</source>
        <translation>Import Ctrl+Enter</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/import_dialog.py"/>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/import_dialog.py"/>
        <source>选择图层文件</source>
        <translation>Choose a layer file</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/import_dialog.py"/>
        <source>正在读取…</source>
        <translation>Reading…</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/import_dialog.py"/>
        <source>可直接输入 EPSG 编号</source>
        <translation>An EPSG number can be typed</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/import_dialog.py"/>
        <source>请选择文件并写明名称。</source>
        <translation>Please choose a file and give it a name.</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/import_dialog.py"/>
        <source>另一个图层正在导入，请稍候。</source>
        <translation>Another layer is being imported: please wait.</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/import_dialog.py"/>
        <source>选择…</source>
        <translation>Choose…</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/import_dialog.py"/>
        <source>已取消，图层未导入。</source>
        <translation>Ended: the layer is not imported.</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/import_dialog.py"/>
        <source>CGCS2000 3 度带 第 {0} 带，坐标带带号（{1}）</source>
        <translation>CGCS2000 3° zone {0}, zone number in the coordinates ({1})</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/import_dialog.py"/>
        <source>CGCS2000 3 度带 中央经线 {0}°，不带带号（{1}）</source>
        <translation>CGCS2000 3° central meridian {0}°, no zone number ({1})</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/import_dialog.py"/>
        <source>颜色 {0}</source>
        <translation>Colour {0}</translation>
    </message>
</context>
<context>
    <name>imports</name>
    <message>
        <location filename="../../console/models/city_map/import_words.py"/>
        <source>不是 Shapefile 文件（.shp）</source>
        <translation>This is no shapefile (.shp)</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/import_words.py"/>
        <source>文件没有说明坐标系，请选择坐标系</source>
        <translation>The file does not name its reference system: please choose one</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/import_words.py"/>
        <source>文件是空的</source>
        <translation>The file is empty</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/import_words.py"/>
        <source>文件无法读取{why}</source>
        <translation>The file cannot be read{why}</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/import_words.py"/>
        <source>找不到这个文件</source>
        <translation>There is no such file</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/import_words.py"/>
        <source>只能导入 GeoJSON（.geojson、.json）和 Shapefile（.shp）</source>
        <translation>Only GeoJSON (.geojson, .json) and shapefiles (.shp) can be imported</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/import_words.py"/>
        <source>文件 {size} MB，超过上限 {limit} MB</source>
        <translation>The file has {size} MB, more than the limit of {limit} MB</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/import_words.py"/>
        <source>第 {at} 字节起不是 UTF-8 文本{why}</source>
        <translation>From byte {at} on it is no UTF-8 text{why}</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/import_words.py"/>
        <source>JSON 在第 {line} 行第 {column} 列损坏{why}</source>
        <translation>The JSON is broken at line {line}, column {column}{why}</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/import_words.py"/>
        <source>文件中没有图形</source>
        <translation>The file holds no shape</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/import_words.py"/>
        <source>第 {number} 个要素不能使用{why}</source>
        <translation>Feature {number} cannot be used{why}</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/import_words.py"/>
        <source>第 {number} 个要素超过 {limit} MB</source>
        <translation>Feature {number} is larger than {limit} MB</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/import_words.py"/>
        <source>顶点 {count:,} 个，超过上限 {limit:,} 个</source>
        <translation>{count:,} vertices, more than the limit of {limit:,}</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/import_words.py"/>
        <source>图形超过上限 {limit:,} 个，请分成几个文件</source>
        <translation>More shapes than the limit of {limit:,}: please split the file</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/import_words.py"/>
        <source>Shapefile 第 {number} 条记录损坏（第 {at} 字节）</source>
        <translation>Record {number} of the shapefile is broken (byte {at})</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/import_words.py"/>
        <source>属性表（.dbf）损坏</source>
        <translation>The table (.dbf) is broken</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/import_words.py"/>
        <source>不认识坐标系“{name}”，不能换算到 WGS-84</source>
        <translation>The reference system “{name}” is not known, so it cannot become WGS-84</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/import_words.py"/>
        <source>坐标 {x:.10g}, {y:.10g} 不属于坐标系“{name}”，请选择正确的坐标系</source>
        <translation>Coordinates {x:.10g}, {y:.10g} are not of the system “{name}”: please choose the right one</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/import_words.py"/>
        <source>磁盘已满，图层未保存</source>
        <translation>The disk is full, the layer is not kept</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/import_words.py"/>
        <source>文件需要的内存超过上限 {limit} MB</source>
        <translation>The file needs more memory than the limit of {limit} MB</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/import_words.py"/>
        <source>（NaN 不是 JSON 的数）</source>
        <translation> (NaN is not a JSON number)</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/import_words.py"/>
        <source>（Infinity 不是 JSON 的数）</source>
        <translation> (Infinity is not a JSON number)</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/import_words.py"/>
        <source>（嵌套过深）</source>
        <translation> (nested too deep)</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/import_words.py"/>
        <source>（不是 JSON 对象）</source>
        <translation> (not a JSON object)</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/import_words.py"/>
        <source>（一个文件只能有一个 JSON 对象，逐行的要素请先合并）</source>
        <translation> (a file may hold one JSON object only: put features that stand a line each together first)</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/import_words.py"/>
        <source>（数字过长）</source>
        <translation> (a number is too long)</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/import_words.py"/>
        <source>（像是 GBK 编码，请另存为 UTF-8）</source>
        <translation> (it looks like GBK: save it as UTF-8)</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/import_words.py"/>
        <source>（像是 UTF-16 编码，请另存为 UTF-8）</source>
        <translation> (it looks like UTF-16: save it as UTF-8)</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/import_words.py"/>
        <source>（不是普通文件）</source>
        <translation> (it is no plain file)</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/import_words.py"/>
        <source>（图形不是 JSON 对象）</source>
        <translation> (its geometry is not a JSON object)</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/import_words.py"/>
        <source>（坐标不正确）</source>
        <translation> (wrong coordinates)</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/import_words.py"/>
        <source>（没有读取权限）</source>
        <translation> (no permission to read it)</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/import_words.py"/>
        <source>（这是文件夹）</source>
        <translation> (it is a folder)</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/import_words.py"/>
        <source>（磁盘读写出错）</source>
        <translation> (disk error)</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/import_words.py"/>
        <source>自相交的面 {0} 个，首个在第 {1} 个要素（{2:.5f}, {3:.5f}），照原样绘制</source>
        <translation>{0} areas cross themselves, the first is feature {1} ({2:.5f}, {3:.5f}); drawn as they are</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/import_words.py"/>
        <source>导入未完成</source>
        <translation>The import was not finished</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/import_words.py"/>
        <source>{0} 转 WGS-84：{1}</source>
        <translation>{0} to WGS-84: {1}</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/import_words.py"/>
        <source>面 {0:,}</source>
        <translation>{0:,} areas</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/import_words.py"/>
        <source>线 {0:,}</source>
        <translation>{0:,} lines</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/import_words.py"/>
        <source>点 {0:,}</source>
        <translation>{0:,} points</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/import_words.py"/>
        <source>顶点 {0:,}</source>
        <translation>{0:,} vertices</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/import_words.py"/>
        <source>经纬度疑似颠倒：请移除后勾选“纬度在前”重新导入</source>
        <translation>Latitude seems to stand first: remove it and import again with “Latitude first”</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/import_words.py"/>
        <source>（不支持的图形类型 {0}）</source>
        <translation> (unsupported geometry type {0})</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/import_words.py"/>
        <source>与 WGS-84 视为一致，未换算</source>
        <translation>taken as equal to WGS-84, not converted</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/import_words.py"/>
        <source>球面墨卡托反算</source>
        <translation>inverse of the spherical Mercator</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/import_words.py"/>
        <source>高斯-克吕格反算，椭球差视为零</source>
        <translation>inverse of Gauss-Krüger, ellipsoids taken as equal</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/import_words.py"/>
        <source>GCJ-02 纠偏（迭代）</source>
        <translation>GCJ-02 shift taken off (iterated)</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/import_words.py"/>
        <source>BD-09 → GCJ-02 → WGS-84 纠偏（迭代）</source>
        <translation>BD-09 → GCJ-02 → WGS-84, shifts taken off (iterated)</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/import_words.py"/>
        <source>图层不在本市范围内，请核对坐标系</source>
        <translation>The layer lies outside the city: check its reference system</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/import_words.py"/>
        <source>{0} 个环过大，未检查自相交</source>
        <translation>{0} rings are too large to be checked for crossings</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/import_words.py"/>
        <source>顶点过多，已按 {0:g} 米抽稀，省去 {1:,} 个</source>
        <translation>Too many vertices: thinned to {0:g} m, {1:,} left out</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/import_words.py"/>
        <source>{0} 个要素没有图形</source>
        <translation>{0} features have no shape</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/import_words.py"/>
        <source>{0} 个面没有面积，看不见</source>
        <translation>{0} areas have no extent and cannot be seen</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/import_words.py"/>
        <source>{0} 个图形在属性表中没有记录</source>
        <translation>{0} shapes have no record in the table of attributes</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/import_words.py"/>
        <source>{0} 处文字不是 {1} 编码</source>
        <translation>{0} texts are not in {1}</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/imports.py"/>
        <source>该服务的主机不在设置的 map.wms_hosts 中，请联系技术保障</source>
        <translation>The host of this service is not in map.wms_hosts of the settings: please ask the technical staff</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/imports.py"/>
        <source>导入程序无法启动</source>
        <translation>The import program cannot be started</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/imports.py"/>
        <source>导入程序意外退出，图层未导入</source>
        <translation>The import program ended by itself, the layer is not imported</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/imports.py"/>
        <source>图层：{0}</source>
        <translation>Layer: {0}</translation>
    </message>
</context>
<context>
    <name>incident_dialogs</name>
    <message>
        <location filename="../../screens/desk/incident/dialogs.py"/>
        <source>调整等级</source>
        <translation>Change grade</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/dialogs.py"/>
        <source>确定</source>
        <translation>OK</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/dialogs.py"/>
        <source>依据：伤亡、损失、影响范围，信息来自哪里</source>
        <translation>Grounds: casualties, loss, extent, and where it is known from</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/dialogs.py"/>
        <source>理由</source>
        <translation>Reason</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/dialogs.py"/>
        <source>启动预案</source>
        <translation>Activate plan</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/dialogs.py"/>
        <source>启动</source>
        <translation>Activate</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/dialogs.py"/>
        <source>预案</source>
        <translation>Plan</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/dialogs.py"/>
        <source>响应级别</source>
        <translation>Response level</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/dialogs.py"/>
        <source>上报</source>
        <translation>Report</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/dialogs.py"/>
        <source>登记上报</source>
        <translation>Log a report</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/dialogs.py"/>
        <source>类别</source>
        <translation>Kind</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/dialogs.py"/>
        <source>报送对象</source>
        <translation>Sent to</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/dialogs.py"/>
        <source>渠道</source>
        <translation>Channel</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/dialogs.py"/>
        <source>内容</source>
        <translation>Text</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/dialogs.py"/>
        <source>待核实</source>
        <translation>to be verified</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/dialogs.py"/>
        <source>备注</source>
        <translation>Note</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/dialogs.py"/>
        <source>保存备注</source>
        <translation>Save note</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/dialogs.py"/>
        <source>写下现场情况、电话内容、决定</source>
        <translation>What was seen, said on the phone, decided</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/dialogs.py"/>
        <source>作为领导批示</source>
        <translation>As a leader's instruction</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/dialogs.py"/>
        <source>图片</source>
        <translation>Pictures</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/dialogs.py"/>
        <source>终止响应</source>
        <translation>End the response</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/dialogs.py"/>
        <source>终止</source>
        <translation>End</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/dialogs.py"/>
        <source>处置结果、遗留问题、善后安排</source>
        <translation>Result, what is left, aftercare</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/dialogs.py"/>
        <source>结果</source>
        <translation>Result</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/dialogs.py"/>
        <source>请写明理由。</source>
        <translation>Please give the reason.</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/dialogs.py"/>
        <source>这一级别不由当前岗位启动，请报有权批准的领导。</source>
        <translation>Your post does not activate this level: ask the leader who may.</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/dialogs.py"/>
        <source>时间：{}
地点：{}
信息来源：{}
事件：{}（{}）
伤亡与损失初步评估：{}
影响范围：
发展态势：
处置情况：</source>
        <translation>Time: {}
Place: {}
Source: {}
Incident: {} ({})
Casualties and loss, first estimate: {}
Extent: 
Trend: 
Measures: </translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/dialogs.py"/>
        <source>指挥中心告警</source>
        <translation>alarm of the command centre</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/dialogs.py"/>
        <source>请填写报送对象和内容。</source>
        <translation>Please fill in to whom, and the words.</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/dialogs.py"/>
        <source>备注不能为空。</source>
        <translation>A note needs words.</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/dialogs.py"/>
        <source>请写明处置结果。</source>
        <translation>Please give the result.</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/dialogs.py"/>
        <source>没有可用的预案。</source>
        <translation>There is no plan for it.</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/dialogs.py"/>
        <source>
另有 {} 项</source>
        <translation>
{} more</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/dialogs.py"/>
        <source>启动条件：{}
批准：{}
任务清单 {} 项：
{}{}</source>
        <translation>Trigger: {}
Approved by: {}
Checklist, {} tasks:
{}{}</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/dialogs.py"/>
        <source>还有 {} 项任务未完成。</source>
        <translation>{} tasks are still open. </translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/dialogs.py"/>
        <source>终止后仍可登记终报。</source>
        <translation>A final report can still be logged after the end.</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/dialogs.py"/>
        <source>{} 级响应</source>
        <translation>response level {}</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/dialogs.py"/>
        <source>+{} 分钟  {}（{}）</source>
        <translation>+{} min  {} ({})</translation>
    </message>
</context>
<context>
    <name>incident_header</name>
    <message>
        <location filename="../../screens/desk/incident/header.py"/>
        <source>调整等级 G</source>
        <translation>Grade G</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/header.py"/>
        <source>启动预案 P</source>
        <translation>Plan P</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/header.py"/>
        <source>上报 R</source>
        <translation>Report R</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/header.py"/>
        <source>备注 N</source>
        <translation>Note N</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/header.py"/>
        <source>并入 M</source>
        <translation>Add M</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/header.py"/>
        <source>力量 U</source>
        <translation>Unit U</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/header.py"/>
        <source>会商 V</source>
        <translation>Consult V</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/header.py"/>
        <source>终止 E</source>
        <translation>End E</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/header.py"/>
        <source>未启动预案</source>
        <translation>no plan activated</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/header.py"/>
        <source>在左侧选择一起突发事件；没有时，可由告警“转事件”，或按 Ctrl+N 新建。</source>
        <translation>Choose an incident at the left; if there is none, make one from alarms (To incident), or press Ctrl+N.</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/header.py"/>
        <source>没有待报送的报告</source>
        <translation>no report due</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/header.py"/>
        <source>{:%m-%d %H:%M} 起</source>
        <translation>since {:%m-%d %H:%M}</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/header.py"/>
        <source>地点未知</source>
        <translation>place unknown</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/header.py"/>
        <source>告警 {}</source>
        <translation>Alarms {}</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/header.py"/>
        <source>案件 {}</source>
        <translation>Case {}</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/header.py"/>
        <source>《{}》{}级响应，{} 启动</source>
        <translation>“{}” at level {}, activated {}</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/header.py"/>
        <source>响应已于 {:%m-%d %H:%M} 终止</source>
        <translation>Response ended {:%m-%d %H:%M}</translation>
    </message>
</context>
<context>
    <name>incident_work</name>
    <message>
        <location filename="../../screens/desk/incident/work.py"/>
        <source>待发送</source>
        <translation>Pending</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/work.py"/>
        <source>任务</source>
        <translation>Tasks</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/work.py"/>
        <source>力量</source>
        <translation>Units</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/work.py"/>
        <source>上报</source>
        <translation>Report</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/work.py"/>
        <source>加入</source>
        <translation>Joined</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/work.py"/>
        <source>单位</source>
        <translation>Unit</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/work.py"/>
        <source>接令</source>
        <translation>Order received</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/work.py"/>
        <source>到场</source>
        <translation>On site</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/work.py"/>
        <source>最近反馈</source>
        <translation>Last feedback</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/work.py"/>
        <source>报告</source>
        <translation>Reports</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/work.py"/>
        <source>报送对象</source>
        <translation>Sent to</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/work.py"/>
        <source>渠道</source>
        <translation>Channel</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/work.py"/>
        <source>时限</source>
        <translation>Due</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/work.py"/>
        <source>倒计时</source>
        <translation>Countdown</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/work.py"/>
        <source>已报送</source>
        <translation>Sent</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/work.py"/>
        <source>类别</source>
        <translation>Kind</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/work.py"/>
        <source>内容</source>
        <translation>Alarm</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/work.py"/>
        <source>报送人</source>
        <translation>By</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/work.py"/>
        <source>按现行时限表，这一类别和等级没有须由本中心报送的报告。</source>
        <translation>By the table of deadlines this centre owes no report for this class and grade.</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/work.py"/>
        <source>工作组</source>
        <translation>Group</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/work.py"/>
        <source>责任单位</source>
        <translation>Responsible</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/work.py"/>
        <source>进度</source>
        <translation>Progress</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/work.py"/>
        <source>启动预案后，任务清单会出现在这里。</source>
        <translation>The checklist appears here once a plan is activated.</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/work.py"/>
        <source>反馈</source>
        <translation>Feedback</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/work.py"/>
        <source>选中一个单位再登记</source>
        <translation>choose a unit, then log</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/work.py"/>
        <source>空格键或点方框勾选；勾选送达后才算完成。</source>
        <translation>Space or a click ticks; it counts once delivered.</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/work.py"/>
        <source>请先填写或选中单位</source>
        <translation>Name or choose a unit first</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/work.py"/>
        <source>{} 已报{}</source>
        <translation>sent {} to {}</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/work.py"/>
        <source>，逾期</source>
        <translation>, overdue</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/work.py"/>
        <source>{} 份上报待发送</source>
        <translation>{} reports pending</translation>
    </message>
</context>
<context>
    <name>incidents</name>
    <message>
        <location filename="../../console/models/incident/incidents.py"/>
        <source>特别重大</source>
        <translation>extremely serious</translation>
    </message>
    <message>
        <location filename="../../console/models/incident/incidents.py"/>
        <source>重大</source>
        <translation>serious</translation>
    </message>
    <message>
        <location filename="../../console/models/incident/incidents.py"/>
        <source>较大</source>
        <translation>relatively serious</translation>
    </message>
    <message>
        <location filename="../../console/models/incident/incidents.py"/>
        <source>一般</source>
        <translation>ordinary</translation>
    </message>
    <message>
        <location filename="../../console/models/incident/incidents.py"/>
        <source>初报</source>
        <translation>Initial report</translation>
    </message>
    <message>
        <location filename="../../console/models/incident/incidents.py"/>
        <source>续报</source>
        <translation>Update</translation>
    </message>
    <message>
        <location filename="../../console/models/incident/incidents.py"/>
        <source>终报</source>
        <translation>Final report</translation>
    </message>
    <message>
        <location filename="../../console/models/incident/incidents.py"/>
        <source>立案</source>
        <translation>Opened</translation>
    </message>
    <message>
        <location filename="../../console/models/incident/incidents.py"/>
        <source>并入</source>
        <translation>Added</translation>
    </message>
    <message>
        <location filename="../../console/models/incident/incidents.py"/>
        <source>定级</source>
        <translation>Graded</translation>
    </message>
    <message>
        <location filename="../../console/models/incident/incidents.py"/>
        <source>预案</source>
        <translation>Plan</translation>
    </message>
    <message>
        <location filename="../../console/models/incident/incidents.py"/>
        <source>任务</source>
        <translation>Task</translation>
    </message>
    <message>
        <location filename="../../console/models/incident/incidents.py"/>
        <source>上报</source>
        <translation>Report</translation>
    </message>
    <message>
        <location filename="../../console/models/incident/incidents.py"/>
        <source>报告逾期</source>
        <translation>Report missed</translation>
    </message>
    <message>
        <location filename="../../console/models/incident/incidents.py"/>
        <source>力量</source>
        <translation>Unit</translation>
    </message>
    <message>
        <location filename="../../console/models/incident/incidents.py"/>
        <source>会商</source>
        <translation>Consultation</translation>
    </message>
    <message>
        <location filename="../../console/models/incident/incidents.py"/>
        <source>终止</source>
        <translation>Ended</translation>
    </message>
    <message>
        <location filename="../../console/models/incident/incidents.py"/>
        <source>派遣</source>
        <translation>Dispatched</translation>
    </message>
    <message>
        <location filename="../../console/models/incident/incidents.py"/>
        <source>接收</source>
        <translation>Receive</translation>
    </message>
    <message>
        <location filename="../../console/models/incident/incidents.py"/>
        <source>反馈</source>
        <translation>feedback</translation>
    </message>
    <message>
        <location filename="../../console/models/incident/incidents.py"/>
        <source>改派</source>
        <translation>Transferred</translation>
    </message>
    <message>
        <location filename="../../console/models/incident/incidents.py"/>
        <source>督办</source>
        <translation>Urged</translation>
    </message>
    <message>
        <location filename="../../console/models/incident/incidents.py"/>
        <source>延期</source>
        <translation>Extended</translation>
    </message>
    <message>
        <location filename="../../console/models/incident/incidents.py"/>
        <source>退回</source>
        <translation>Sent back</translation>
    </message>
    <message>
        <location filename="../../console/models/incident/incidents.py"/>
        <source>升级</source>
        <translation>Escalated</translation>
    </message>
    <message>
        <location filename="../../console/models/incident/incidents.py"/>
        <source>通知县区</source>
        <translation>County notified</translation>
    </message>
    <message>
        <location filename="../../console/models/incident/incidents.py"/>
        <source>不予立案</source>
        <translation>Declined</translation>
    </message>
    <message>
        <location filename="../../console/models/incident/incidents.py"/>
        <source>作废</source>
        <translation>Voided</translation>
    </message>
    <message>
        <location filename="../../console/models/incident/incidents.py"/>
        <source>缓办</source>
        <translation>Deferred</translation>
    </message>
    <message>
        <location filename="../../console/models/incident/incidents.py"/>
        <source>恢复办理</source>
        <translation>Resumed</translation>
    </message>
    <message>
        <location filename="../../console/models/incident/incidents.py"/>
        <source>超时</source>
        <translation>Overdue</translation>
    </message>
    <message>
        <location filename="../../console/models/incident/incidents.py"/>
        <source>告警</source>
        <translation>Alarm</translation>
    </message>
    <message>
        <location filename="../../console/models/incident/incidents.py"/>
        <source>排班</source>
        <translation>Roster</translation>
    </message>
    <message>
        <location filename="../../console/models/incident/incidents.py"/>
        <source>换班</source>
        <translation>Swap</translation>
    </message>
    <message>
        <location filename="../../console/models/incident/incidents.py"/>
        <source>备注</source>
        <translation>Note</translation>
    </message>
    <message>
        <location filename="../../console/models/incident/incidents.py"/>
        <source>加入</source>
        <translation>joined</translation>
    </message>
    <message>
        <location filename="../../console/models/incident/incidents.py"/>
        <source>接令</source>
        <translation>received</translation>
    </message>
    <message>
        <location filename="../../console/models/incident/incidents.py"/>
        <source>到场</source>
        <translation>on site</translation>
    </message>
    <message>
        <location filename="../../console/models/incident/incidents.py"/>
        <source>已邀请</source>
        <translation>Invited</translation>
    </message>
    <message>
        <location filename="../../console/models/incident/incidents.py"/>
        <source>已接入</source>
        <translation>Joined</translation>
    </message>
    <message>
        <location filename="../../console/models/incident/incidents.py"/>
        <source>已谢绝</source>
        <translation>Declined</translation>
    </message>
    <message>
        <location filename="../../console/models/incident/incidents.py"/>
        <source>已离开</source>
        <translation>Left</translation>
    </message>
    <message>
        <location filename="../../console/models/incident/incidents.py"/>
        <source>同意录制</source>
        <translation>Consents to recording</translation>
    </message>
    <message>
        <location filename="../../console/models/incident/incidents.py"/>
        <source>不同意录制</source>
        <translation>Objects to recording</translation>
    </message>
    <message>
        <location filename="../../console/models/incident/incidents.py"/>
        <source>良好</source>
        <translation>good</translation>
    </message>
    <message>
        <location filename="../../console/models/incident/incidents.py"/>
        <source>较差</source>
        <translation>poor</translation>
    </message>
    <message>
        <location filename="../../console/models/incident/incidents.py"/>
        <source>中断</source>
        <translation>lost</translation>
    </message>
    <message>
        <location filename="../../console/models/incident/incidents.py"/>
        <source>未知</source>
        <translation>unknown</translation>
    </message>
    <message>
        <location filename="../../console/models/incident/incidents.py"/>
        <source>未定级</source>
        <translation>not graded</translation>
    </message>
    <message>
        <location filename="../../console/models/incident/incidents.py"/>
        <source>结案</source>
        <translation>Close</translation>
    </message>
    <message>
        <location filename="../../console/models/incident/incidents.py"/>
        <source>并入接报</source>
        <translation>report added</translation>
    </message>
    <message>
        <location filename="../../console/models/incident/incidents.py"/>
        <source>{}：已完成{}</source>
        <translation>{}: done{}</translation>
    </message>
    <message>
        <location filename="../../console/models/incident/incidents.py"/>
        <source>{}：取消勾选{}</source>
        <translation>{}: tick taken back{}</translation>
    </message>
    <message>
        <location filename="../../console/models/incident/incidents.py"/>
        <source>告警 {} 条</source>
        <translation>{} alarms</translation>
    </message>
    <message>
        <location filename="../../console/models/incident/incidents.py"/>
        <source>案件 {} 件</source>
        <translation>{} cases</translation>
    </message>
    <message>
        <location filename="../../console/models/incident/incidents.py"/>
        <source>{}调整为{}</source>
        <translation>{} became {}</translation>
    </message>
    <message>
        <location filename="../../console/models/incident/incidents.py"/>
        <source>未按时限：{}</source>
        <translation>Not in time: {}</translation>
    </message>
    <message>
        <location filename="../../console/models/incident/incidents.py"/>
        <source>{}级 {}</source>
        <translation>Grade {} · {}</translation>
    </message>
    <message>
        <location filename="../../console/models/incident/incidents.py"/>
        <source>{}：{}</source>
        <translation>{}: {}</translation>
    </message>
    <message>
        <location filename="../../console/models/incident/incidents.py"/>
        <source>来源 {}</source>
        <translation>Source {}</translation>
    </message>
    <message>
        <location filename="../../console/models/incident/incidents.py"/>
        <source>并入{}</source>
        <translation>added: {}</translation>
    </message>
    <message>
        <location filename="../../console/models/incident/incidents.py"/>
        <source>更新伤亡损失数字，仍为{}</source>
        <translation>figures updated, still {}</translation>
    </message>
    <message>
        <location filename="../../console/models/incident/incidents.py"/>
        <source>下达任务 {} 项</source>
        <translation>{} tasks given</translation>
    </message>
    <message>
        <location filename="../../console/models/incident/incidents.py"/>
        <source>《{}》{}级响应</source>
        <translation>“{}” at level {}</translation>
    </message>
    <message>
        <location filename="../../console/models/incident/incidents.py"/>
        <source>，超时 {} 分钟</source>
        <translation>, {} min late</translation>
    </message>
    <message>
        <location filename="../../console/models/incident/incidents.py"/>
        <source>佐证图片 {} 张</source>
        <translation>{} pictures as evidence</translation>
    </message>
    <message>
        <location filename="../../console/models/incident/incidents.py"/>
        <source>未完成任务 {} 项</source>
        <translation>{} tasks open</translation>
    </message>
    <message>
        <location filename="../../console/models/incident/incidents.py"/>
        <source>{} 报 {}</source>
        <translation>{} to {}</translation>
    </message>
</context>
<context>
    <name>incidents_page</name>
    <message>
        <location filename="../../screens/desk/incident/page.py"/>
        <source>突发事件</source>
        <translation>Incidents</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/page.py"/>
        <source>新建事件 Ctrl+N</source>
        <translation>New incident Ctrl+N</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/page.py"/>
        <source>已终止</source>
        <translation>ended</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/page.py"/>
        <source>新事件待发送，送达后出现在列表里。</source>
        <translation>The new incident is pending; it appears in the list once delivered.</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/page.py"/>
        <source>已终止 {}</source>
        <translation>Ended {}</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/page.py"/>
        <source>进行中 {}</source>
        <translation>Running {}</translation>
    </message>
</context>
<context>
    <name>invite_bar</name>
    <message>
        <location filename="../../screens/desk/invite_bar.py"/>
        <source>接入 Ctrl+J</source>
        <translation>Join Ctrl+J</translation>
    </message>
    <message>
        <location filename="../../screens/desk/invite_bar.py"/>
        <source>谢绝 Ctrl+K</source>
        <translation>Decline Ctrl+K</translation>
    </message>
    <message>
        <location filename="../../screens/desk/invite_bar.py"/>
        <source>邀请“{}”参加视频会商：{}</source>
        <translation>“{}” is asked into the consultation on: {}</translation>
    </message>
</context>
<context>
    <name>labels</name>
    <message>
        <location filename="../../console/models/text/labels.py"/>
        <source>网格</source>
        <translation>Grid</translation>
    </message>
    <message>
        <location filename="../../console/models/text/labels.py"/>
        <source>应急</source>
        <translation>Emergency</translation>
    </message>
    <message>
        <location filename="../../console/models/text/labels.py"/>
        <source>环保</source>
        <translation>Environment</translation>
    </message>
    <message>
        <location filename="../../console/models/text/labels.py"/>
        <source>交通</source>
        <translation>Traffic</translation>
    </message>
    <message>
        <location filename="../../console/models/text/labels.py"/>
        <source>城管</source>
        <translation>City mgmt</translation>
    </message>
    <message>
        <location filename="../../console/models/text/labels.py"/>
        <source>中心</source>
        <translation>Centre</translation>
    </message>
    <message>
        <location filename="../../console/models/text/labels.py"/>
        <source>已上报</source>
        <translation>Reported</translation>
    </message>
    <message>
        <location filename="../../console/models/text/labels.py"/>
        <source>待派遣</source>
        <translation>To dispatch</translation>
    </message>
    <message>
        <location filename="../../console/models/text/labels.py"/>
        <source>待接收</source>
        <translation>To receive</translation>
    </message>
    <message>
        <location filename="../../console/models/text/labels.py"/>
        <source>处置中</source>
        <translation>In hand</translation>
    </message>
    <message>
        <location filename="../../console/models/text/labels.py"/>
        <source>待核查</source>
        <translation>To verify</translation>
    </message>
    <message>
        <location filename="../../console/models/text/labels.py"/>
        <source>已结案</source>
        <translation>Closed</translation>
    </message>
    <message>
        <location filename="../../console/models/text/labels.py"/>
        <source>待复位</source>
        <translation>To reset</translation>
    </message>
    <message>
        <location filename="../../console/models/text/labels.py"/>
        <source>停用</source>
        <translation>Out of service</translation>
    </message>
    <message>
        <location filename="../../console/models/text/labels.py"/>
        <source>抑制</source>
        <translation>Suppressed</translation>
    </message>
    <message>
        <location filename="../../console/models/text/labels.py"/>
        <source>搁置</source>
        <translation>Shelved</translation>
    </message>
    <message>
        <location filename="../../console/models/text/labels.py"/>
        <source>已确认</source>
        <translation>Acked</translation>
    </message>
    <message>
        <location filename="../../console/models/text/labels.py"/>
        <source>未确认</source>
        <translation>Unack.</translation>
    </message>
    <message>
        <location filename="../../console/models/text/labels.py"/>
        <source>恢复未确认</source>
        <translation>RTN unack.</translation>
    </message>
    <message>
        <location filename="../../console/models/text/labels.py"/>
        <source>虚构城市</source>
        <translation>fictional city</translation>
    </message>
</context>
<context>
    <name>layer_book</name>
    <message>
        <location filename="../../console/models/city_map/layers/book.py"/>
        <source>缓存：只到下列数据时间</source>
        <translation>Cached: no newer than the time below</translation>
    </message>
</context>
<context>
    <name>layer_catalogue</name>
    <message>
        <location filename="../../console/models/city_map/layers/catalogue.py"/>
        <source>区域统计</source>
        <translation>Figures by area</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/catalogue.py"/>
        <source>案件聚合</source>
        <translation>Clusters of cases</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/catalogue.py"/>
        <source>分布</source>
        <translation>Distribution</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/catalogue.py"/>
        <source>告警聚合</source>
        <translation>Clusters of alarms</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/catalogue.py"/>
        <source>案件热力</source>
        <translation>Heat of cases</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/catalogue.py"/>
        <source>告警热力</source>
        <translation>Heat of alarms</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/catalogue.py"/>
        <source>案件大类</source>
        <translation>Classes of cases</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/catalogue.py"/>
        <source>所选车辆轨迹</source>
        <translation>Track of the chosen vehicle</translation>
    </message>
</context>
<context>
    <name>layer_dock</name>
    <message>
        <location filename="../../screens/desk/city_map/layer_dock.py"/>
        <source>当前缩放 {0} 下不显示</source>
        <translation>Not shown at zoom {0}</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/layer_dock.py"/>
        <source>已关闭“{0}”：区域只用一种颜色表示</source>
        <translation>“{0}” was switched off: areas have one colour at a time</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/shape_acts.py"/>
        <source>此处案件</source>
        <translation>Cases here</translation>
    </message>
</context>
<context>
    <name>link_words</name>
    <message>
        <location filename="../../console/models/text/link_words.py"/>
        <source>该地址无人应答</source>
        <translation>nobody answers there</translation>
    </message>
    <message>
        <location filename="../../console/models/text/link_words.py"/>
        <source>对方证书未通过校验</source>
        <translation>the other end's certificate is not believed</translation>
    </message>
    <message>
        <location filename="../../console/models/text/link_words.py"/>
        <source>本机没有可信的证书</source>
        <translation>the other end wants a certificate of this station that it believes</translation>
    </message>
    <message>
        <location filename="../../console/models/text/link_words.py"/>
        <source>本机没有接入密钥</source>
        <translation>the other end wants a reader's key, and this computer has none</translation>
    </message>
    <message>
        <location filename="../../console/models/text/link_words.py"/>
        <source>接入密钥不被认可</source>
        <translation>the other end does not know this computer's reader's key</translation>
    </message>
    <message>
        <location filename="../../console/models/text/link_words.py"/>
        <source>连接超时</source>
        <translation>no answer in time</translation>
    </message>
    <message>
        <location filename="../../console/models/text/link_words.py"/>
        <source>应答太慢</source>
        <translation>the answer took too long</translation>
    </message>
    <message>
        <location filename="../../console/models/text/link_words.py"/>
        <source>服务返回错误</source>
        <translation>answered with an error</translation>
    </message>
    <message>
        <location filename="../../console/models/text/link_words.py"/>
        <source>请求失败</source>
        <translation>request failed</translation>
    </message>
    <message>
        <location filename="../../console/models/text/link_words.py"/>
        <source>接口版本不一致</source>
        <translation>another protocol version</translation>
    </message>
    <message>
        <location filename="../../console/models/text/link_words.py"/>
        <source>不是指挥台的接口</source>
        <translation>not a CommandWall interface</translation>
    </message>
    <message>
        <location filename="../../console/models/text/link_words.py"/>
        <source>全量数据读取失败</source>
        <translation>the snapshot failed</translation>
    </message>
    <message>
        <location filename="../../console/models/text/link_words.py"/>
        <source>应答超过大小限制</source>
        <translation>the answer is too large</translation>
    </message>
    <message>
        <location filename="../../console/models/text/link_words.py"/>
        <source>连续三次没有心跳</source>
        <translation>three heartbeats missed</translation>
    </message>
    <message>
        <location filename="../../console/models/text/link_words.py"/>
        <source>数据传输太慢</source>
        <translation>data come too slowly</translation>
    </message>
    <message>
        <location filename="../../console/models/text/link_words.py"/>
        <source>对端已关闭连接</source>
        <translation>closed by the other end</translation>
    </message>
    <message>
        <location filename="../../console/models/text/link_words.py"/>
        <source>连接断开</source>
        <translation>connection lost</translation>
    </message>
    <message>
        <location filename="../../console/models/text/link_words.py"/>
        <source>对端主动停机</source>
        <translation>going down on purpose</translation>
    </message>
    <message>
        <location filename="../../console/models/text/link_words.py"/>
        <source>对端要求重新开始</source>
        <translation>asks for a new beginning</translation>
    </message>
    <message>
        <location filename="../../console/models/text/link_words.py"/>
        <source>本机接入程序出错，见日志</source>
        <translation>the feed here failed; see its log</translation>
    </message>
    <message>
        <location filename="../../console/models/text/link_words.py"/>
        <source>本机没有可用的数据，请启动或重启接入进程</source>
        <translation>no data on this computer: start or restart the feed</translation>
    </message>
    <message>
        <location filename="../../console/models/text/link_words.py"/>
        <source>接入进程没有运行过，或升级后还没有重启。commandwall feed 启动它，commandwall doctor 逐项说明。</source>
        <translation>The feed has never run here, or was not restarted after an upgrade. commandwall feed starts it; commandwall doctor says what is wrong.</translation>
    </message>
    <message>
        <location filename="../../console/models/text/link_words.py"/>
        <source>{0}（{1}）</source>
        <translation>{0} ({1})</translation>
    </message>
</context>
<context>
    <name>login</name>
    <message>
        <location filename="../../screens/desk/seat/login.py"/>
        <source>登录</source>
        <translation>Sign in</translation>
    </message>
    <message>
        <location filename="../../screens/desk/seat/login.py"/>
        <source>6 位数字，未绑定的账号不填</source>
        <translation>6 digits, or empty</translation>
    </message>
    <message>
        <location filename="../../screens/desk/seat/login.py"/>
        <source>获取登录码</source>
        <translation>Get a code</translation>
    </message>
    <message>
        <location filename="../../screens/desk/seat/login.py"/>
        <source>在手机或另一台电脑上确认登录，不在本机输入密码。</source>
        <translation>Confirm on a phone or another computer; no password is typed here.</translation>
    </message>
    <message>
        <location filename="../../screens/desk/seat/login.py"/>
        <source>密码登录</source>
        <translation>Password</translation>
    </message>
    <message>
        <location filename="../../screens/desk/seat/login.py"/>
        <source>登录码</source>
        <translation>Device code</translation>
    </message>
    <message>
        <location filename="../../screens/desk/seat/login.py"/>
        <source>正在登录…</source>
        <translation>Signing in …</translation>
    </message>
    <message>
        <location filename="../../screens/desk/seat/login.py"/>
        <source>账号</source>
        <translation>Account</translation>
    </message>
    <message>
        <location filename="../../screens/desk/seat/login.py"/>
        <source>密码</source>
        <translation>Password</translation>
    </message>
    <message>
        <location filename="../../screens/desk/seat/login.py"/>
        <source>动态码</source>
        <translation>One-time code</translation>
    </message>
    <message>
        <location filename="../../screens/desk/seat/login.py"/>
        <source>请输入账号和密码。</source>
        <translation>Please enter account and password.</translation>
    </message>
    <message>
        <location filename="../../screens/desk/seat/login.py"/>
        <source>动态码是 6 位数字，不是密码。</source>
        <translation>The one-time code is 6 digits; it is not the password.</translation>
    </message>
    <message>
        <location filename="../../screens/desk/seat/login.py"/>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <location filename="../../screens/desk/seat/login.py"/>
        <source>等待确认…</source>
        <translation>Waiting for confirmation …</translation>
    </message>
    <message>
        <location filename="../../screens/desk/seat/login.py"/>
        <source>登录到</source>
        <translation>Sign in at</translation>
    </message>
    <message>
        <location filename="../../screens/desk/seat/login.py"/>
        <source>打开 {}
输入登录码 {}</source>
        <translation>Open {}
and enter the code {}</translation>
    </message>
</context>
<context>
    <name>look_menu</name>
    <message>
        <location filename="../../screens/desk/seat/look_menu.py"/>
        <source>语言</source>
        <translation>Language</translation>
    </message>
    <message>
        <location filename="../../screens/desk/seat/look_menu.py"/>
        <source>配色</source>
        <translation>Colours</translation>
    </message>
    <message>
        <location filename="../../screens/desk/seat/look_menu.py"/>
        <source>字号</source>
        <translation>Type size</translation>
    </message>
    <message>
        <location filename="../../screens/desk/seat/look_menu.py"/>
        <source>大屏深色</source>
        <translation>Wall dark</translation>
    </message>
    <message>
        <location filename="../../screens/desk/seat/look_menu.py"/>
        <source>工位浅色</source>
        <translation>Desk light</translation>
    </message>
    <message>
        <location filename="../../screens/desk/seat/look_menu.py"/>
        <source>高对比</source>
        <translation>High contrast</translation>
    </message>
</context>
<context>
    <name>map_page</name>
    <message>
        <location filename="../../screens/desk/city_map/page.py"/>
        <source>全市一张图</source>
        <translation>City map</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/page.py"/>
        <source>图层（T）</source>
        <translation>Layers (T)</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/page.py"/>
        <source>告警</source>
        <translation>Alarms</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/page.py"/>
        <source>监测站</source>
        <translation>Stations</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/page.py"/>
        <source>车辆</source>
        <translation>Vehicles</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/page.py"/>
        <source>自有图层…</source>
        <translation>Own layers…</translation>
    </message>
</context>
<context>
    <name>map_search</name>
    <message>
        <location filename="../../console/models/city_map/search.py"/>
        <source>空气站</source>
        <translation>Air station</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/search.py"/>
        <source>水位站</source>
        <translation>Water level</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/search.py"/>
        <source>水质断面</source>
        <translation>river section</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/search.py"/>
        <source>摄像机</source>
        <translation>Cameras</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/search.py"/>
        <source>队伍</source>
        <translation>Team</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/search.py"/>
        <source>避难场所</source>
        <translation>Shelter</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/search.py"/>
        <source>物资库</source>
        <translation>Store</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/search.py"/>
        <source>专家</source>
        <translation>Expert</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/search.py"/>
        <source>医院</source>
        <translation>Hospital</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/search.py"/>
        <source>消防站</source>
        <translation>Fire station</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/search.py"/>
        <source>网格员</source>
        <translation>Grid staff</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/search.py"/>
        <source>排污口</source>
        <translation>Outfall</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/search.py"/>
        <source>工地</source>
        <translation>Building site</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/search.py"/>
        <source>桥梁</source>
        <translation>Bridge</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/search.py"/>
        <source>城市部件</source>
        <translation>Component</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/search.py"/>
        <source>告警</source>
        <translation>Alarms</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/search.py"/>
        <source>事件</source>
        <translation>Incidents</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/search.py"/>
        <source>案件</source>
        <translation>Cases</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/search.py"/>
        <source>车辆</source>
        <translation>Vehicles</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/search.py"/>
        <source>监测站</source>
        <translation>Stations</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/search.py"/>
        <source>资源</source>
        <translation>Resources</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/search.py"/>
        <source>其他</source>
        <translation>Other</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/search.py"/>
        <source>未确认告警</source>
        <translation>Unacknowledged</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/search.py"/>
        <source>超期</source>
        <translation>Overdue</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/search.py"/>
        <source>超期案件</source>
        <translation>Overdue cases</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/search.py"/>
        <source>{} · 状态未知</source>
        <translation>{} · state unknown</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/search.py"/>
        <source>{} · 不可调用</source>
        <translation>{} · not available</translation>
    </message>
</context>
<context>
    <name>map_tools</name>
    <message>
        <location filename="../../screens/desk/city_map/tools.py"/>
        <source>从这里测距</source>
        <translation>Measure from here</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/tools.py"/>
        <source>查询周边 1 km</source>
        <translation>Search 1 km around</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/tools.py"/>
        <source>标绘命名…</source>
        <translation>Name the drawing…</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/tools.py"/>
        <source>删除标绘	Del</source>
        <translation>Remove the drawing	Del</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/tools.py"/>
        <source>标绘已满，请先删除一些。</source>
        <translation>No more drawings can be kept: remove some first.</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/tools.py"/>
        <source>查询结果</source>
        <translation>Found</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/tools.py"/>
        <source>在这里新建事件…</source>
        <translation>New incident here…</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/tools.py"/>
        <source>查询范围内</source>
        <translation>Search within</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/tools.py"/>
        <source>复制坐标 {0}</source>
        <translation>Copy {0}</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/tools.py"/>
        <source>未登录或没有新建事件的权限</source>
        <translation>Not signed in, or no right to open an incident</translation>
    </message>
</context>
<context>
    <name>marker_words</name>
    <message>
        <location filename="../../widgets/map/marker_words.py"/>
        <source>新告警 {0}</source>
        <translation>new alarms {0}</translation>
    </message>
    <message>
        <location filename="../../widgets/map/marker_words.py"/>
        <source>已确认告警 {0}</source>
        <translation>acknowledged alarms {0}</translation>
    </message>
    <message>
        <location filename="../../widgets/map/marker_words.py"/>
        <source>数值 {0}</source>
        <translation>values {0}</translation>
    </message>
    <message>
        <location filename="../../widgets/map/marker_words.py"/>
        <source>地名 {0}</source>
        <translation>names {0}</translation>
    </message>
    <message>
        <location filename="../../widgets/map/marker_words.py"/>
        <source>放大后显示：{0}</source>
        <translation>Zoom in to read: {0}</translation>
    </message>
</context>
<context>
    <name>markers</name>
    <message>
        <location filename="../../console/models/city_map/markers.py"/>
        <source>缺测</source>
        <translation>missing</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/markers.py"/>
        <source>水位 {0} m</source>
        <translation>Level {0} m</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/markers.py"/>
        <source>{0}类</source>
        <translation>class {0}</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/markers.py"/>
        <source>{} 级 · {} · {} · {}</source>
        <translation>Priority {} · {} · {} · {}</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/markers.py"/>
        <source>{:%m-%d %H:%M:%S} 发生</source>
        <translation>Raised {:%m-%d %H:%M:%S}</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/markers.py"/>
        <source>目标 {0}类</source>
        <translation>target class {0}</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/markers.py"/>
        <source>水质 {0} 类</source>
        <translation>Water class {0}</translation>
    </message>
</context>
<context>
    <name>measures</name>
    <message>
        <location filename="../../console/models/city_map/measures.py"/>
        <source>测距</source>
        <translation>Distance</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/measures.py"/>
        <source>测面积</source>
        <translation>Area</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/measures.py"/>
        <source>标点</source>
        <translation>Point</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/measures.py"/>
        <source>圆</source>
        <translation>Circle</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/measures.py"/>
        <source>多边形</source>
        <translation>Polygon</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/measures.py"/>
        <source>周边查询</source>
        <translation>Search around</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/measures.py"/>
        <source>边线自相交，未采用：见红叉处，请换一个位置</source>
        <translation>Sides would cross at the red mark: not taken, choose another place</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/measures.py"/>
        <source>角点太少，请继续单击</source>
        <translation>Too few corners, click on</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/measures.py"/>
        <source>角点已达上限，请结束</source>
        <translation>No more corners are possible: end here</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/measures.py"/>
        <source>半径太小，请拖动或输入半径</source>
        <translation>Too small a radius: drag, or type one</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/measures.py"/>
        <source>半径超过 200 km，未采用</source>
        <translation>A radius beyond 200 km is not taken</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/measures.py"/>
        <source>{:.2f} 公顷</source>
        <translation>{:.2f} ha</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/measures.py"/>
        <source>半径 {0}</source>
        <translation>Radius {0}</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/measures.py"/>
        <source>面积 {0}</source>
        <translation>Area {0}</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/measures.py"/>
        <source>周长 {0}</source>
        <translation>Perimeter {0}</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/measures.py"/>
        <source>全长 {0}，{1} 段</source>
        <translation>Length {0}, {1} sides</translation>
    </message>
</context>
<context>
    <name>merging</name>
    <message>
        <location filename="../../screens/desk/incident/merging.py"/>
        <source>并入事件</source>
        <translation>Add to incident</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/merging.py"/>
        <source>并入</source>
        <translation>Add to</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/merging.py"/>
        <source>内容</source>
        <translation>What</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/merging.py"/>
        <source>事件</source>
        <translation>Incidents</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/merging.py"/>
        <source>并入这起事件</source>
        <translation>Add to this incident</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/merging.py"/>
        <source>谁报来的，怎么报的（没有接报就不填）</source>
        <translation>Who told it, and how (leave empty if nobody did)</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/merging.py"/>
        <source>接报内容</source>
        <translation>What was told</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/merging.py"/>
        <source>没有未归入事件的告警和案件。</source>
        <translation>Every alarm and case belongs to an incident.</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/merging.py"/>
        <source>空格键或点方框勾选，由近到远排列。</source>
        <translation>Space or a click ticks; the nearest first.</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/merging.py"/>
        <source>可并入</source>
        <translation>Can be added</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/merging.py"/>
        <source>信息来源</source>
        <translation>Source</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/merging.py"/>
        <source>接报</source>
        <translation>Told by phone</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/merging.py"/>
        <source>告警</source>
        <translation>Alarm</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/merging.py"/>
        <source>案件</source>
        <translation>Case</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/merging.py"/>
        <source>距离 {:.0f} m</source>
        <translation>{:.0f} m away</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/merging.py"/>
        <source>距离 {:.1f} km</source>
        <translation>{:.1f} km away</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/merging.py"/>
        <source>没有进行中的突发事件。请用“转事件”新建。</source>
        <translation>No incident is running: open one with “To incident”.</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/merging.py"/>
        <source>请选择一起事件。</source>
        <translation>Please choose an incident.</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/merging.py"/>
        <source>告警或案件</source>
        <translation>Alarm or case</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/merging.py"/>
        <source>系统</source>
        <translation>System</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/merging.py"/>
        <source>发生</source>
        <translation>Raised</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/merging.py"/>
        <source>请勾选告警或案件，或填写接报内容。</source>
        <translation>Tick alarms or cases, or write what was told.</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/merging.py"/>
        <source>请写明信息来源。</source>
        <translation>Please give the source.</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/merging.py"/>
        <source>
等 {} 条</source>
        <translation>
… {} in all</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/merging.py"/>
        <source>{:%m-%d %H:%M} 起</source>
        <translation>since {:%m-%d %H:%M}</translation>
    </message>
</context>
<context>
    <name>nav_bar</name>
    <message>
        <location filename="../../screens/desk/nav_bar.py"/>
        <source>值班台</source>
        <translation>Operator desk</translation>
    </message>
</context>
<context>
    <name>opening</name>
    <message>
        <location filename="../../screens/desk/incident/opening.py"/>
        <source>建立事件</source>
        <translation>Open incident</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/opening.py"/>
        <source>地点和事情，一句话</source>
        <translation>Place and matter</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/opening.py"/>
        <source>请选择</source>
        <translation>Please choose</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/opening.py"/>
        <source>谁报来的，怎么报的</source>
        <translation>Who told it, and how</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/opening.py"/>
        <source>名称</source>
        <translation>Name</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/opening.py"/>
        <source>类别</source>
        <translation>Kind</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/opening.py"/>
        <source>转事件</source>
        <translation>To incident</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/opening.py"/>
        <source>新建事件</source>
        <translation>New incident</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/opening.py"/>
        <source>坐标</source>
        <translation>Place</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/opening.py"/>
        <source>案件</source>
        <translation>Case</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/opening.py"/>
        <source>请填写名称。</source>
        <translation>Please give it a name.</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/opening.py"/>
        <source>请选择类别。</source>
        <translation>Please choose the class.</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/opening.py"/>
        <source>请写明信息来源。</source>
        <translation>Please give the source.</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/opening.py"/>
        <source>所选告警来自不同网关，请分别建立事件。</source>
        <translation>The alarms come from different gateways: please open an incident for each.</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/opening.py"/>
        <source>告警</source>
        <translation>Alarms</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/opening.py"/>
        <source>地点</source>
        <translation>Place</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/opening.py"/>
        <source>信息来源</source>
        <translation>Source</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/opening.py"/>
        <source>
等 {} 条</source>
        <translation>
… {} in all</translation>
    </message>
</context>
<context>
    <name>outbox_rows</name>
    <message>
        <location filename="../../console/models/acting/outbox_rows.py"/>
        <source>待发送</source>
        <translation>Pending</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/outbox_rows.py"/>
        <source>已送达</source>
        <translation>Delivered</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/outbox_rows.py"/>
        <source>冲突</source>
        <translation>Conflict</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/outbox_rows.py"/>
        <source>被拒</source>
        <translation>Refused</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/outbox_rows.py"/>
        <source>已过期</source>
        <translation>Expired</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/outbox_rows.py"/>
        <source>网关已答复，但本程序读不出内容</source>
        <translation>the gateway has answered, but this program cannot read it</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/outbox_rows.py"/>
        <source>没有发送，原样留在本机</source>
        <translation>it was not sent and stays on this computer as it is</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/outbox_rows.py"/>
        <source>读不了的命令</source>
        <translation>Unreadable command</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/outbox_rows.py"/>
        <source>账号 {}，发往“{}”。本程序读不了这条命令（可能由新版本写入，或磁盘损坏）：{}，请联系技术保障</source>
        <translation>Account {}, for “{}”. This program cannot read the command (a newer one wrote it, or the disk is damaged): {}. Please call technical support</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/outbox_rows.py"/>
        <source>未知</source>
        <translation>unknown</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/outbox_rows.py"/>
        <source>登录已失效，等账号 {} 重新登录后送达，{:%m-%d %H:%M} 前有效</source>
        <translation>login ended: delivered once account {} signs in again, valid until {:%m-%d %H:%M}</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/outbox_rows.py"/>
        <source>等待送达，{:%m-%d %H:%M} 前有效{}</source>
        <translation>waiting, valid until {:%m-%d %H:%M}{}</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/outbox_rows.py"/>
        <source>{:%H:%M:%S} 生效</source>
        <translation>in effect {:%H:%M:%S}</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/outbox_rows.py"/>
        <source>，已尝试 {} 次</source>
        <translation>, tried {}×</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/outbox_rows.py"/>
        <source>{}待送达</source>
        <translation>{} pending</translation>
    </message>
</context>
<context>
    <name>outputs</name>
    <message>
        <location filename="../../console/models/duty/outputs.py"/>
        <source>大屏输出“{0}”没有显示器，{1} 起</source>
        <translation>wall output “{0}” has no monitor since {1}</translation>
    </message>
    <message>
        <location filename="../../console/models/duty/outputs.py"/>
        <source>未收到</source>
        <translation>not heard</translation>
    </message>
    <message>
        <location filename="../../console/models/duty/outputs.py"/>
        <source>没有显示器</source>
        <translation>no monitor</translation>
    </message>
    <message>
        <location filename="../../console/models/duty/outputs.py"/>
        <source>{0}（{1}）</source>
        <translation>{0} ({1})</translation>
    </message>
    <message>
        <location filename="../../console/models/duty/outputs.py"/>
        <source>大屏终端“{0}”</source>
        <translation>Wall terminal “{0}”</translation>
    </message>
    <message>
        <location filename="../../console/models/duty/outputs.py"/>
        <source>大屏输出“{0}”</source>
        <translation>Wall output “{0}”</translation>
    </message>
</context>
<context>
    <name>own_layers</name>
    <message>
        <location filename="../../screens/desk/city_map/own_layers.py"/>
        <location filename="../../screens/desk/city_map/own_layers_dialog.py"/>
        <source>自有图层</source>
        <translation>Own layers</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/own_layers.py"/>
        <source>在线服务（WMS）</source>
        <translation>Online services (WMS)</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/own_layers.py"/>
        <source>数据日期不详</source>
        <translation>date of the data unknown</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/own_layers_dialog.py"/>
        <source>不详</source>
        <translation>unknown</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/own_layers_dialog.py"/>
        <source>知道了</source>
        <translation>Dismiss</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/own_layers_dialog.py"/>
        <source>添加图层… Insert</source>
        <translation>Add a layer… Insert</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/own_layers_dialog.py"/>
        <source>定位</source>
        <translation>Show on map</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/own_layers_dialog.py"/>
        <source>移除 Delete</source>
        <translation>Remove Delete</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/own_layers_dialog.py"/>
        <source>关闭</source>
        <translation>Close</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/own_layers_dialog.py"/>
        <source>添加 WMS…</source>
        <translation>Add a WMS…</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/own_layers_dialog.py"/>
        <source>自有图层：只在本机或本中心的地图上显示，不上传</source>
        <translation>Own layers: shown on the maps of this machine or centre only, never uploaded</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/own_layers_dialog.py"/>
        <source>还没有自有图层。可添加 GeoJSON 或 Shapefile 文件。</source>
        <translation>There is no own layer yet. GeoJSON files and shapefiles can be added.</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/own_layers_dialog.py"/>
        <source>自有图层“{0}”：{1}</source>
        <translation>Own layer “{0}”: {1}</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/own_layers_dialog.py"/>
        <source>{0} 个图层的文件已损坏，未显示</source>
        <translation>The files of {0} layers are damaged; they are not shown</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/own_layers_dialog.py"/>
        <source>来源 {0} · 数据日期 {1}</source>
        <translation>Source {0} · data of {1}</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/own_layers_dialog.py"/>
        <source>未注明</source>
        <translation>not stated</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/own_layers_dialog.py"/>
        <source>WMS {0} · 图层 {1} · {2}</source>
        <translation>WMS {0} · layers {1} · {2}</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/own_layers_dialog.py"/>
        <source>文件 {0} · SHA-256 {1}… · 导入于 {2:%Y-%m-%d %H:%M}</source>
        <translation>File {0} · SHA-256 {1}… · imported {2:%Y-%m-%d %H:%M}</translation>
    </message>
</context>
<context>
    <name>panes</name>
    <message>
        <location filename="../../screens/alarm_pane.py"/>
        <source>告警</source>
        <translation>Alarms</translation>
    </message>
    <message>
        <location filename="../../screens/alarm_pane.py"/>
        <source>未确认 {}</source>
        <translation>Unack. {}</translation>
    </message>
    <message>
        <location filename="../../screens/alarm_pane.py"/>
        <source>全部 {}</source>
        <translation>All {}</translation>
    </message>
    <message>
        <location filename="../../screens/alarm_pane.py"/>
        <source>告警 · {}</source>
        <translation>Alarms · {}</translation>
    </message>
    <message>
        <location filename="../../screens/alarm_pane.py"/>
        <source>近 10 min {} 条 · 上限 {} · 今日 {}</source>
        <translation>{} in 10 min · limit {} · today {}</translation>
    </message>
    <message>
        <location filename="../../screens/alarm_pane.py"/>
        <source>近 10 min {} 条 · 今日 {}</source>
        <translation>{} in 10 min · {} today</translation>
    </message>
    <message>
        <location filename="../../screens/map_views.py"/>
        <source>全市一张图</source>
        <translation>City map</translation>
    </message>
    <message>
        <location filename="../../screens/map_views.py"/>
        <source>重点车辆分布</source>
        <translation>Key vehicles</translation>
    </message>
    <message>
        <location filename="../../screens/map_views.py"/>
        <source>监测站点</source>
        <translation>Monitoring stations</translation>
    </message>
    <message>
        <location filename="../../screens/map_views.py"/>
        <source>告警分布</source>
        <translation>Where alarms are</translation>
    </message>
    <message>
        <location filename="../../screens/panes.py"/>
        <source>地图只标出最急的 {} 条告警，共 {} 条</source>
        <translation>The map marks only the {} most urgent alarms of {}</translation>
    </message>
    <message>
        <location filename="../../screens/panes.py"/>
        <source>日常值守</source>
        <translation>routine watch</translation>
    </message>
    <message>
        <location filename="../../screens/panes.py"/>
        <source>车辆 {}</source>
        <translation>Vehicles {}</translation>
    </message>
    <message>
        <location filename="../../screens/panes.py"/>
        <source>{}智慧城市指挥运营中心</source>
        <translation>{} City Command and Operations Centre</translation>
    </message>
</context>
<context>
    <name>phrases</name>
    <message>
        <location filename="../../console/models/text/phrases.py"/>
        <source>账号、密码或动态码不正确。</source>
        <translation>Account, password or one-time code is wrong.</translation>
    </message>
    <message>
        <location filename="../../console/models/text/phrases.py"/>
        <source>请输入动态码。</source>
        <translation>Please enter the one-time code.</translation>
    </message>
    <message>
        <location filename="../../console/models/text/phrases.py"/>
        <source>多次输入错误，该账号已锁定 5 分钟。</source>
        <translation>Too many wrong tries: the account is locked for 5 minutes.</translation>
    </message>
    <message>
        <location filename="../../console/models/text/phrases.py"/>
        <source>尝试过于频繁，请稍后再试。</source>
        <translation>Too many tries, please wait a moment.</translation>
    </message>
    <message>
        <location filename="../../console/models/text/phrases.py"/>
        <source>登录已失效，请重新登录。</source>
        <translation>The login has ended, please sign in again.</translation>
    </message>
    <message>
        <location filename="../../console/models/text/phrases.py"/>
        <source>该网关未配置统一身份认证。</source>
        <translation>This gateway has no identity provider.</translation>
    </message>
    <message>
        <location filename="../../console/models/text/phrases.py"/>
        <source>网关无法连接统一身份认证服务。</source>
        <translation>The gateway cannot reach the identity provider.</translation>
    </message>
    <message>
        <location filename="../../console/models/text/phrases.py"/>
        <source>统一身份认证返回的凭证未通过校验，登录已拒绝。</source>
        <translation>The identity provider's answer did not pass the check: login refused.</translation>
    </message>
    <message>
        <location filename="../../console/models/text/phrases.py"/>
        <source>登录请求在统一身份认证处被拒绝。</source>
        <translation>The identity provider denied the login.</translation>
    </message>
    <message>
        <location filename="../../console/models/text/phrases.py"/>
        <source>登录码已过期，请重新获取。</source>
        <translation>The code has expired, please get another.</translation>
    </message>
    <message>
        <location filename="../../console/models/text/phrases.py"/>
        <source>身份已确认，但未授予任何角色，请联系安全管理员。</source>
        <translation>You are known, but have no role: ask the security administrator.</translation>
    </message>
    <message>
        <location filename="../../console/models/text/phrases.py"/>
        <source>当前角色无权执行此操作。</source>
        <translation>Your role has no right to this.</translation>
    </message>
    <message>
        <location filename="../../console/models/text/phrases.py"/>
        <source>审计日志无法写入，暂不能登录或查看号码。</source>
        <translation>The audit log cannot be written: nobody can sign in or see a number now.</translation>
    </message>
    <message>
        <location filename="../../console/models/text/phrases.py"/>
        <source>请写明理由。</source>
        <translation>Please give the reason.</translation>
    </message>
    <message>
        <location filename="../../console/models/text/phrases.py"/>
        <source>没有登记这个号码。</source>
        <translation>No number of this name is registered.</translation>
    </message>
    <message>
        <location filename="../../console/models/text/phrases.py"/>
        <source>无法连接网关。</source>
        <translation>The gateway cannot be reached.</translation>
    </message>
    <message>
        <location filename="../../console/models/text/phrases.py"/>
        <source>网关地址未加密，不能在其上输入密码。</source>
        <translation>The gateway's address is not encrypted: no password is sent there.</translation>
    </message>
    <message>
        <location filename="../../console/models/text/phrases.py"/>
        <source>网关的证书未通过校验，未发送密码。</source>
        <translation>The gateway's certificate is not believed; no password was sent.</translation>
    </message>
    <message>
        <location filename="../../console/models/text/phrases.py"/>
        <source>网关的应答无法识别。</source>
        <translation>The gateway's answer was not understood.</translation>
    </message>
    <message>
        <location filename="../../console/models/text/phrases.py"/>
        <source>周一</source>
        <translation>Mon</translation>
    </message>
    <message>
        <location filename="../../console/models/text/phrases.py"/>
        <source>周二</source>
        <translation>Tue</translation>
    </message>
    <message>
        <location filename="../../console/models/text/phrases.py"/>
        <source>周三</source>
        <translation>Wed</translation>
    </message>
    <message>
        <location filename="../../console/models/text/phrases.py"/>
        <source>周四</source>
        <translation>Thu</translation>
    </message>
    <message>
        <location filename="../../console/models/text/phrases.py"/>
        <source>周五</source>
        <translation>Fri</translation>
    </message>
    <message>
        <location filename="../../console/models/text/phrases.py"/>
        <source>周六</source>
        <translation>Sat</translation>
    </message>
    <message>
        <location filename="../../console/models/text/phrases.py"/>
        <source>周日</source>
        <translation>Sun</translation>
    </message>
    <message>
        <location filename="../../console/models/text/phrases.py"/>
        <source>1 月</source>
        <translation>Jan</translation>
    </message>
    <message>
        <location filename="../../console/models/text/phrases.py"/>
        <source>2 月</source>
        <translation>Feb</translation>
    </message>
    <message>
        <location filename="../../console/models/text/phrases.py"/>
        <source>3 月</source>
        <translation>Mar</translation>
    </message>
    <message>
        <location filename="../../console/models/text/phrases.py"/>
        <source>4 月</source>
        <translation>Apr</translation>
    </message>
    <message>
        <location filename="../../console/models/text/phrases.py"/>
        <source>5 月</source>
        <translation>May</translation>
    </message>
    <message>
        <location filename="../../console/models/text/phrases.py"/>
        <source>6 月</source>
        <translation>Jun</translation>
    </message>
    <message>
        <location filename="../../console/models/text/phrases.py"/>
        <source>7 月</source>
        <translation>Jul</translation>
    </message>
    <message>
        <location filename="../../console/models/text/phrases.py"/>
        <source>8 月</source>
        <translation>Aug</translation>
    </message>
    <message>
        <location filename="../../console/models/text/phrases.py"/>
        <source>9 月</source>
        <translation>Sep</translation>
    </message>
    <message>
        <location filename="../../console/models/text/phrases.py"/>
        <source>10 月</source>
        <translation>Oct</translation>
    </message>
    <message>
        <location filename="../../console/models/text/phrases.py"/>
        <source>11 月</source>
        <translation>Nov</translation>
    </message>
    <message>
        <location filename="../../console/models/text/phrases.py"/>
        <source>12 月</source>
        <translation>Dec</translation>
    </message>
    <message>
        <location filename="../../console/models/text/phrases.py"/>
        <source>优</source>
        <translation>Good</translation>
    </message>
    <message>
        <location filename="../../console/models/text/phrases.py"/>
        <source>良</source>
        <translation>Moderate</translation>
    </message>
    <message>
        <location filename="../../console/models/text/phrases.py"/>
        <source>轻度污染</source>
        <translation>Lightly polluted</translation>
    </message>
    <message>
        <location filename="../../console/models/text/phrases.py"/>
        <source>中度污染</source>
        <translation>Moderately polluted</translation>
    </message>
    <message>
        <location filename="../../console/models/text/phrases.py"/>
        <source>重度污染</source>
        <translation>Heavily polluted</translation>
    </message>
    <message>
        <location filename="../../console/models/text/phrases.py"/>
        <source>严重污染</source>
        <translation>Severely polluted</translation>
    </message>
    <message>
        <location filename="../../console/models/text/phrases.py"/>
        <source>简体中文</source>
        <translation>English</translation>
    </message>
    <message>
        <location filename="../../console/models/text/phrases.py"/>
        <source>、</source>
        <translation>, </translation>
    </message>
    <message>
        <location filename="../../console/models/text/phrases.py"/>
        <source>{0} {1} 日 {2}</source>
        <translation>{2} {1} {0}</translation>
    </message>
    <message>
        <location filename="../../console/models/text/phrases.py"/>
        <source>{}（{}）</source>
        <translation>{} ({})</translation>
    </message>
    <message>
        <location filename="../../console/models/text/phrases.py"/>
        <source>{}：{}</source>
        <translation>{}: {}</translation>
    </message>
</context>
<context>
    <name>pictures</name>
    <message>
        <location filename="../../screens/desk/incident/pictures.py"/>
        <source>不能使用</source>
        <translation>not usable</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/pictures.py"/>
        <source>附图片</source>
        <translation>Attach pictures</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/pictures.py"/>
        <source>图片 (*.png *.jpg *.jpeg)</source>
        <translation>Pictures (*.png *.jpg *.jpeg)</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/pictures.py"/>
        <source>点击去掉这张图片</source>
        <translation>Click to take this picture away</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/pictures.py"/>
        <source>上一张 ←</source>
        <translation>Previous ←</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/pictures.py"/>
        <source>下一张 →</source>
        <translation>Next →</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/pictures.py"/>
        <source>不是 PNG 或 JPEG 图片</source>
        <translation>not a PNG or JPEG picture</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/pictures.py"/>
        <source>图片已损坏</source>
        <translation>the picture is damaged</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/pictures.py"/>
        <source>含有位置等信息</source>
        <translation>carries a place or the like</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/pictures.py"/>
        <source>读写失败</source>
        <translation>could not be read or written</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/pictures.py"/>
        <source>图片尚未到本机，正在取</source>
        <translation>The picture is not here yet, being fetched</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/pictures.py"/>
        <source>点击看大图</source>
        <translation>Click to see it large</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/pictures.py"/>
        <source>图片已损坏，不能显示</source>
        <translation>The picture is damaged and cannot be shown</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/pictures.py"/>
        <source>附图片…</source>
        <translation>Attach pictures …</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/pictures.py"/>
        <source>第 {} 张图片，点击去掉</source>
        <translation>Picture {}, click to take it away</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/pictures.py"/>
        <source>关闭 Esc</source>
        <translation>Close Esc</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/pictures.py"/>
        <source>图片 {} / {}</source>
        <translation>Picture {} / {}</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/pictures.py"/>
        <source>第 {} / {} 张 · {:,.0f} KB</source>
        <translation>{} / {} · {:,.0f} KB</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/pictures.py"/>
        <source>超过 {:g} MB</source>
        <translation>over {:g} MB</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/pictures.py"/>
        <source>超过 {:g} 万像素</source>
        <translation>over {:g} × 10,000 pixels</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/pictures.py"/>
        <source>一条最多附 {} 张图片。</source>
        <translation>At most {} pictures to a note.</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/pictures.py"/>
        <source>未附上 {}：{}</source>
        <translation>{} not attached: {}</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/pictures.py"/>
        <source>已附 {} 张，已去除位置等信息</source>
        <translation>{} attached; place and maker were taken out</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/pictures.py"/>
        <source>PNG 或 JPEG，每张 {:g} MB 以内</source>
        <translation>PNG or JPEG, up to {:g} MB each</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/pictures.py"/>
        <source>第 {} 张图片，点击看大图</source>
        <translation>Picture {}, click to see it large</translation>
    </message>
</context>
<context>
    <name>place_finder</name>
    <message>
        <location filename="../../screens/desk/city_map/place_finder.py"/>
        <source>找地点：地名、道路、监测站、医院、部件、车牌，可用拼音（/）</source>
        <translation>Find a place: area, road, station, hospital, component, plate; pinyin will do (/)</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/place_finder.py"/>
        <source>找到的地点</source>
        <translation>Places found</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/place_finder.py"/>
        <source>正在准备地名…</source>
        <translation>Getting the names ready…</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/place_finder.py"/>
        <source>没有找到这样的地点</source>
        <translation>No place of that name</translation>
    </message>
</context>
<context>
    <name>places</name>
    <message>
        <location filename="../../console/models/city_map/places.py"/>
        <source>道路</source>
        <translation>Road</translation>
    </message>
</context>
<context>
    <name>printing</name>
    <message>
        <location filename="../../console/app/windows/printing.py"/>
        <source>指挥台</source>
        <translation>CommandWall</translation>
    </message>
    <message>
        <location filename="../../console/app/windows/printing.py"/>
        <source>第 {0} 页，共 {1} 页</source>
        <translation>Page {0} of {1}</translation>
    </message>
</context>
<context>
    <name>receipts</name>
    <message>
        <location filename="../../console/models/acting/receipts.py"/>
        <source>{} · 离线 {} 已恢复：补收 {} 条事件，其中告警 {} 条，未见即消 {} 条</source>
        <translation>{} · back after {} off line: {} events backfilled, {} of them alarms, {} raised and cleared unseen</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/receipts.py"/>
        <source>{} · 本地缓存损坏，已重建并重新取数；旧缓存已留存</source>
        <translation>{} · the local cache was damaged and has been rebuilt from the gateway; the old one is kept</translation>
    </message>
    <message>
        <location filename="../../console/models/acting/receipts.py"/>
        <source>{} · 离线 {} 已恢复：按快照补齐，{:%H:%M:%S} 至 {:%H:%M:%S} 之间的经过无记录；新增告警 {} 条</source>
        <translation>{} · back after {} off line: caught up by snapshot, nothing is on record from {:%H:%M:%S} to {:%H:%M:%S}; {} alarms added</translation>
    </message>
</context>
<context>
    <name>related</name>
    <message>
        <location filename="../../console/models/alarms/related.py"/>
        <source>摄像机</source>
        <translation>Camera</translation>
    </message>
    <message>
        <location filename="../../console/models/alarms/related.py"/>
        <source>队伍</source>
        <translation>Team</translation>
    </message>
    <message>
        <location filename="../../console/models/alarms/related.py"/>
        <source>网格员</source>
        <translation>Grid staff</translation>
    </message>
    <message>
        <location filename="../../console/models/alarms/related.py"/>
        <source>医院</source>
        <translation>Hospital</translation>
    </message>
    <message>
        <location filename="../../console/models/alarms/related.py"/>
        <source>消防站</source>
        <translation>Fire station</translation>
    </message>
    <message>
        <location filename="../../console/models/alarms/related.py"/>
        <source>避难场所</source>
        <translation>Shelter</translation>
    </message>
    <message>
        <location filename="../../console/models/alarms/related.py"/>
        <source>物资库</source>
        <translation>Store</translation>
    </message>
    <message>
        <location filename="../../console/models/alarms/related.py"/>
        <source>排污口</source>
        <translation>Outfall</translation>
    </message>
    <message>
        <location filename="../../console/models/alarms/related.py"/>
        <source>空气站</source>
        <translation>Air station</translation>
    </message>
    <message>
        <location filename="../../console/models/alarms/related.py"/>
        <source>水位站</source>
        <translation>Water gauge</translation>
    </message>
    <message>
        <location filename="../../console/models/alarms/related.py"/>
        <source>水质断面</source>
        <translation>river section</translation>
    </message>
    <message>
        <location filename="../../console/models/alarms/related.py"/>
        <source>缺测</source>
        <translation>missing</translation>
    </message>
    <message>
        <location filename="../../console/models/alarms/related.py"/>
        <source>监测</source>
        <translation>Monitored</translation>
    </message>
    <message>
        <location filename="../../console/models/alarms/related.py"/>
        <source>，限值 {:g}</source>
        <translation>, limit {:g}</translation>
    </message>
</context>
<context>
    <name>remarks</name>
    <message>
        <location filename="../../screens/desk/incident/remarks.py"/>
        <source>待发送</source>
        <translation>Pending</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/remarks.py"/>
        <source>备注</source>
        <translation>Note</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/remarks.py"/>
        <source>批示 · </source>
        <translation>Instruction · </translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/remarks.py"/>
        <source>还没有备注。按 N 写一条，可附图片。</source>
        <translation>No notes yet. N writes one; pictures can be attached.</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/remarks.py"/>
        <source>{} 条备注{}</source>
        <translation>{} notes{}</translation>
    </message>
</context>
<context>
    <name>reveal</name>
    <message>
        <location filename="../../screens/desk/incident/reveal.py"/>
        <source>查看电话号码</source>
        <translation>Telephone number</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/reveal.py"/>
        <source>例如：会商未接入，电话通知</source>
        <translation>e.g. not in the consultation, told by phone</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/reveal.py"/>
        <source>单位或人员</source>
        <translation>Unit or person</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/reveal.py"/>
        <source>理由</source>
        <translation>Reason</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/reveal.py"/>
        <source>号码</source>
        <translation>Number</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/reveal.py"/>
        <source>查看会记入审计日志。</source>
        <translation>That it was shown goes into the audit log.</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/reveal.py"/>
        <source>正在查询…</source>
        <translation>Asking…</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/reveal.py"/>
        <source>请写明理由。</source>
        <translation>Please give the reason.</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/reveal.py"/>
        <source>已隐藏。</source>
        <translation>Hidden again.</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/reveal.py"/>
        <source>查看 {} 秒</source>
        <translation>Show for {} s</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/reveal.py"/>
        <source>{} 秒后隐藏</source>
        <translation>hidden again in {} s</translation>
    </message>
</context>
<context>
    <name>scales</name>
    <message>
        <location filename="../../console/models/city_map/layers/scales.py"/>
        <source>优</source>
        <translation>excellent</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/scales.py"/>
        <source>良好</source>
        <translation>good</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/scales.py"/>
        <source>轻度污染</source>
        <translation>lightly polluted</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/scales.py"/>
        <source>中度污染</source>
        <translation>moderately polluted</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/scales.py"/>
        <source>重度污染</source>
        <translation>heavily polluted</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/scales.py"/>
        <source>单因子评价，GB 3838-2002</source>
        <translation>by the worst item, GB 3838-2002</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/scales.py"/>
        <source>水质类别，GB 3838-2002</source>
        <translation>Class of water, GB 3838-2002</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/scales.py"/>
        <source>对照各站警戒水位</source>
        <translation>against each station's warning level</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/scales.py"/>
        <source>对照范围</source>
        <translation>Against its range</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/scales.py"/>
        <source>浓度 {0}，按分指数 IAQI 分级，HJ 633-{1}</source>
        <translation>concentration in {0}, levels by IAQI, HJ 633-{1}</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/scales.py"/>
        <source>{0}类 {1}</source>
        <translation>class {0}, {1}</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/scales.py"/>
        <source>超过限值</source>
        <translation>Above the limit</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/scales.py"/>
        <source>限值的 80 %–100 %</source>
        <translation>80 %–100 % of the limit</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/scales.py"/>
        <source>限值的 80 % 以内</source>
        <translation>Within 80 % of the limit</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/scales.py"/>
        <source>对照各自限值</source>
        <translation>Against the limit of each</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/scales.py"/>
        <source>达到或超过警戒水位</source>
        <translation>at or above the warning level</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/scales.py"/>
        <source>{0}–{1} 之内</source>
        <translation>Within {0}–{1}</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/scales.py"/>
        <source>超标</source>
        <translation>above limit</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/scales.py"/>
        <source>接近限值</source>
        <translation>near the limit</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/scales.py"/>
        <source>达标</source>
        <translation>within the limit</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/scales.py"/>
        <source>达到警戒水位</source>
        <translation>at warning level</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/scales.py"/>
        <source>低于警戒水位 {0} m</source>
        <translation>{0} m below warning level</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/scales.py"/>
        <source>范围之外</source>
        <translation>Outside the range</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/scales.py"/>
        <source>数值见标注，无分级标准</source>
        <translation>Value as labelled; no scale</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/scales.py"/>
        <source>AQI 级别，HJ 633-{0}</source>
        <translation>AQI level, HJ 633-{0}</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/scales.py"/>
        <source>对照限值：{0}</source>
        <translation>Against the limit: {0}</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/scales.py"/>
        <source>低于警戒水位不足 {0} m</source>
        <translation>less than {0} m below</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/scales.py"/>
        <source>低于警戒水位 {0}–{1} m</source>
        <translation>{0}–{1} m below</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/scales.py"/>
        <source>低于警戒水位 {0} m 以上</source>
        <translation>{0} m or more below</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/scales.py"/>
        <source>{0}类</source>
        <translation>Class {0}</translation>
    </message>
</context>
<context>
    <name>scene_layers</name>
    <message>
        <location filename="../../console/models/city_map/scene_layers.py"/>
        <source>图层文件已损坏</source>
        <translation>the layer's files are damaged</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/scene_layers.py"/>
        <source>数据日期不详</source>
        <translation>date of the data unknown</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/scene_layers.py"/>
        <source>{0}，显示 {1:%m-%d %H:%M} 读入的</source>
        <translation>{0}; shown as read on {1:%m-%d %H:%M}</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/scene_layers.py"/>
        <source>正在读取…</source>
        <translation>Reading…</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/scene_layers.py"/>
        <source>图层文件夹中没有 {0}</source>
        <translation>no {0} in the folder of layers</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/scene_layers.py"/>
        <source>找不到文件 {0}</source>
        <translation>file {0} is missing</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/scene_layers.py"/>
        <source>设置中没有名为“{0}”的 WMS</source>
        <translation>the settings name no WMS “{0}”</translation>
    </message>
</context>
<context>
    <name>seat</name>
    <message>
        <location filename="../../screens/desk/seat/seat.py"/>
        <source>席位已锁定：长时间无人操作。点右下角姓名或按 F6 输入密码解锁。</source>
        <translation>Seat locked: nobody touched it for a while. Press the name at the lower right or F6, and enter the password.</translation>
    </message>
    <message>
        <location filename="../../screens/desk/seat/seat.py"/>
        <source>尚未连接过任何网关，不能登录。</source>
        <translation>No gateway has been reached yet: nobody can sign in.</translation>
    </message>
    <message>
        <location filename="../../screens/desk/seat/seat.py"/>
        <source>锁定席位</source>
        <translation>Lock the seat</translation>
    </message>
    <message>
        <location filename="../../screens/desk/seat/seat.py"/>
        <source>换人登录…</source>
        <translation>Change person …</translation>
    </message>
    <message>
        <location filename="../../screens/desk/seat/seat.py"/>
        <source>退出登录</source>
        <translation>Sign out</translation>
    </message>
    <message>
        <location filename="../../screens/desk/seat/seat.py"/>
        <source>尚未登录{}，登录后再操作。</source>
        <translation>Not signed in at {} yet; sign in, then act again.</translation>
    </message>
    <message>
        <location filename="../../screens/desk/seat/seat.py"/>
        <source>登录{}…</source>
        <translation>Sign in at {}…</translation>
    </message>
</context>
<context>
    <name>seats</name>
    <message>
        <location filename="../../screens/desk/incident/seats.py"/>
        <source>良好</source>
        <translation>good</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/seats.py"/>
        <source>较差</source>
        <translation>poor</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/seats.py"/>
        <source>中断</source>
        <translation>lost</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/seats.py"/>
        <source>未知</source>
        <translation>unknown</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/seats.py"/>
        <source>待发送</source>
        <translation>Pending</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/seats.py"/>
        <source>会商</source>
        <translation>Video</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/seats.py"/>
        <source>邀请</source>
        <translation>Invite</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/seats.py"/>
        <source>打开会商系统</source>
        <translation>Open the conference system</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/seats.py"/>
        <source>单位或人员</source>
        <translation>Unit or person</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/seats.py"/>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/seats.py"/>
        <source>链路</source>
        <translation>Link</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/seats.py"/>
        <source>电话</source>
        <translation>Phone</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/seats.py"/>
        <source>录制</source>
        <translation>Recording</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/seats.py"/>
        <source>邀请于</source>
        <translation>Invited at</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/seats.py"/>
        <source>查看号码</source>
        <translation>Show number</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/seats.py"/>
        <source>已接入</source>
        <translation>Joined</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/seats.py"/>
        <source>谢绝</source>
        <translation>Decline</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/seats.py"/>
        <source>离开</source>
        <translation>Leave</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/seats.py"/>
        <source>同意录制</source>
        <translation>Consents to recording</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/seats.py"/>
        <source>不同意录制</source>
        <translation>Objects to recording</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/seats.py"/>
        <source>同意</source>
        <translation>Agree</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/seats.py"/>
        <source>不同意</source>
        <translation>Do not agree</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/seats.py"/>
        <source>未询问</source>
        <translation>not asked</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/seats.py"/>
        <source>未登记</source>
        <translation>not registered</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/seats.py"/>
        <source>（丢包 {:g}% 时延 {} ms）</source>
        <translation> (loss {:g}%, delay {} ms)</translation>
    </message>
</context>
<context>
    <name>shift_dialog</name>
    <message>
        <location filename="../../screens/desk/duty/shift_dialog.py"/>
        <source>保存排班</source>
        <translation>Save the roster</translation>
    </message>
    <message>
        <location filename="../../screens/desk/duty/shift_dialog.py"/>
        <source>市领导姓名</source>
        <translation>Name of the city leader</translation>
    </message>
    <message>
        <location filename="../../screens/desk/duty/shift_dialog.py"/>
        <source>值班长姓名</source>
        <translation>Name of the watch leader</translation>
    </message>
    <message>
        <location filename="../../screens/desk/duty/shift_dialog.py"/>
        <source>核对</source>
        <translation>Check</translation>
    </message>
    <message>
        <location filename="../../screens/desk/duty/shift_dialog.py"/>
        <source>姓名</source>
        <translation>Name</translation>
    </message>
    <message>
        <location filename="../../screens/desk/duty/shift_dialog.py"/>
        <source>申请换班</source>
        <translation>Ask for a swap</translation>
    </message>
    <message>
        <location filename="../../screens/desk/duty/shift_dialog.py"/>
        <source>提交申请</source>
        <translation>Send the request</translation>
    </message>
    <message>
        <location filename="../../screens/desk/duty/shift_dialog.py"/>
        <source>为什么换班</source>
        <translation>Why</translation>
    </message>
    <message>
        <location filename="../../screens/desk/duty/shift_dialog.py"/>
        <source>班次</source>
        <translation>Shift</translation>
    </message>
    <message>
        <location filename="../../screens/desk/duty/shift_dialog.py"/>
        <source>被接替人</source>
        <translation>Replaced</translation>
    </message>
    <message>
        <location filename="../../screens/desk/duty/shift_dialog.py"/>
        <source>接替人</source>
        <translation>Replacement</translation>
    </message>
    <message>
        <location filename="../../screens/desk/duty/shift_dialog.py"/>
        <source>理由</source>
        <translation>Reason</translation>
    </message>
    <message>
        <location filename="../../screens/desk/duty/shift_dialog.py"/>
        <source>提交审批</source>
        <translation>Send the decision</translation>
    </message>
    <message>
        <location filename="../../screens/desk/duty/shift_dialog.py"/>
        <source>申请</source>
        <translation>Request</translation>
    </message>
    <message>
        <location filename="../../screens/desk/duty/shift_dialog.py"/>
        <source>意见</source>
        <translation>Words</translation>
    </message>
    <message>
        <location filename="../../screens/desk/duty/shift_dialog.py"/>
        <source>修改班次</source>
        <translation>Change shift</translation>
    </message>
    <message>
        <location filename="../../screens/desk/duty/shift_dialog.py"/>
        <source>新增班次</source>
        <translation>New shift</translation>
    </message>
    <message>
        <location filename="../../screens/desk/duty/shift_dialog.py"/>
        <source>开始</source>
        <translation>Begins</translation>
    </message>
    <message>
        <location filename="../../screens/desk/duty/shift_dialog.py"/>
        <source>结束</source>
        <translation>Ends</translation>
    </message>
    <message>
        <location filename="../../screens/desk/duty/shift_dialog.py"/>
        <source>带班市领导</source>
        <translation>City leader on duty</translation>
    </message>
    <message>
        <location filename="../../screens/desk/duty/shift_dialog.py"/>
        <source>值班长</source>
        <translation>Watch leader</translation>
    </message>
    <message>
        <location filename="../../screens/desk/duty/shift_dialog.py"/>
        <source>部门</source>
        <translation>Departments</translation>
    </message>
    <message>
        <location filename="../../screens/desk/duty/shift_dialog.py"/>
        <source>指挥长</source>
        <translation>Commander</translation>
    </message>
    <message>
        <location filename="../../screens/desk/duty/shift_dialog.py"/>
        <source>调度员（多人用顿号隔开）</source>
        <translation>Dispatchers (parted by commas)</translation>
    </message>
    <message>
        <location filename="../../screens/desk/duty/shift_dialog.py"/>
        <source>没有冲突。</source>
        <translation>No conflict.</translation>
    </message>
    <message>
        <location filename="../../screens/desk/duty/shift_dialog.py"/>
        <source>接替人姓名</source>
        <translation>Name of the replacement</translation>
    </message>
    <message>
        <location filename="../../screens/desk/duty/shift_dialog.py"/>
        <source>请选择被接替人，填写接替人和理由。</source>
        <translation>Please choose who is replaced, by whom, and why.</translation>
    </message>
    <message>
        <location filename="../../screens/desk/duty/shift_dialog.py"/>
        <source>同意换班</source>
        <translation>Agree to the swap</translation>
    </message>
    <message>
        <location filename="../../screens/desk/duty/shift_dialog.py"/>
        <source>不同意换班</source>
        <translation>Do not agree to the swap</translation>
    </message>
    <message>
        <location filename="../../screens/desk/duty/shift_dialog.py"/>
        <source>意见（可不填）</source>
        <translation>Words (may be left empty)</translation>
    </message>
    <message>
        <location filename="../../screens/desk/duty/shift_dialog.py"/>
        <source>为什么不同意</source>
        <translation>Why not</translation>
    </message>
    <message>
        <location filename="../../screens/desk/duty/shift_dialog.py"/>
        <source>{} → {}，理由：{}</source>
        <translation>{} → {}, reason: {}</translation>
    </message>
    <message>
        <location filename="../../screens/desk/duty/shift_dialog.py"/>
        <source>请写明不同意的理由。</source>
        <translation>Please say why not.</translation>
    </message>
    <message>
        <location filename="../../screens/desk/duty/shift_dialog.py"/>
        <source>提示：{}</source>
        <translation>Note: {}</translation>
    </message>
    <message>
        <location filename="../../screens/desk/duty/shift_dialog.py"/>
        <source>有 {} 处冲突，改正后才能保存。</source>
        <translation>{} conflicts: mend them before it can be saved.</translation>
    </message>
</context>
<context>
    <name>sign_key</name>
    <message>
        <location filename="../../console/models/city_map/sign_key.py"/>
        <source>紧急</source>
        <translation>critical</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/sign_key.py"/>
        <source>重要</source>
        <translation>high</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/sign_key.py"/>
        <source>一般</source>
        <translation>medium</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/sign_key.py"/>
        <source>提示</source>
        <translation>low</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/sign_key.py"/>
        <source>告警</source>
        <translation>Alarms</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/sign_key.py"/>
        <source>行驶</source>
        <translation>moving</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/sign_key.py"/>
        <source>行驶方向</source>
        <translation>moving, its way</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/sign_key.py"/>
        <source>停驶</source>
        <translation>standing</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/sign_key.py"/>
        <source>报警</source>
        <translation>alarm</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/sign_key.py"/>
        <source>位置已过 10 分钟</source>
        <translation>place over 10 min old</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/sign_key.py"/>
        <source>车辆</source>
        <translation>Vehicles</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/sign_key.py"/>
        <source>空气站</source>
        <translation>Air</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/sign_key.py"/>
        <source>水质断面</source>
        <translation>Water</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/sign_key.py"/>
        <source>水位站</source>
        <translation>Level</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/sign_key.py"/>
        <source>实测水位</source>
        <translation>measured level</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/sign_key.py"/>
        <source>数据已过时</source>
        <translation>out of date</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/sign_key.py"/>
        <source>缺测或未知</source>
        <translation>missing or unknown</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/sign_key.py"/>
        <source>带圈：未确认</source>
        <translation>ringed: not acknowledged</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/sign_key.py"/>
        <source>{0} 类</source>
        <translation>class {0}</translation>
    </message>
</context>
<context>
    <name>sources</name>
    <message>
        <location filename="../../console/models/alarms/sources.py"/>
        <source>与后端“{}”的连接中断{}</source>
        <translation>Link to backend “{}” lost{}</translation>
    </message>
    <message>
        <location filename="../../console/models/alarms/sources.py"/>
        <source>后端“{0}”从未连通</source>
        <translation>Backend “{0}” was never reached</translation>
    </message>
    <message>
        <location filename="../../console/models/alarms/sources.py"/>
        <source>，数据停在 {:%m-%d %H:%M:%S}</source>
        <translation>, data stopped at {:%m-%d %H:%M:%S}</translation>
    </message>
</context>
<context>
    <name>stations</name>
    <message>
        <location filename="../../console/models/city_map/layers/stations.py"/>
        <source>空气站</source>
        <translation>Air stations</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/stations.py"/>
        <source>工地扬尘</source>
        <translation>Dust at sites</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/stations.py"/>
        <source>入河入海排口</source>
        <translation>Outfalls</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/stations.py"/>
        <source>水位站</source>
        <translation>Water levels</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/stations.py"/>
        <source>水质断面</source>
        <translation>Water sections</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/stations.py"/>
        <source>用电功率</source>
        <translation>power draw</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/stations.py"/>
        <source>水位</source>
        <translation>water level</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/stations.py"/>
        <source>噪声</source>
        <translation>noise</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/stations.py"/>
        <source>流量</source>
        <translation>flow</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/stations.py"/>
        <source>水质类别</source>
        <translation>water class</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/stations.py"/>
        <source>时间超前</source>
        <translation>time ahead</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/stations.py"/>
        <source>达到目标：{0}</source>
        <translation>keeps its target: {0}</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/stations.py"/>
        <source>未达到目标：{0}</source>
        <translation>misses its target: {0}</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/stations.py"/>
        <source>灰：数据已过时，注明时间</source>
        <translation>Grey: out of date, with its age</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/stations.py"/>
        <source>空心：缺测或未知</source>
        <translation>Hollow: gap or unknown</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/stations.py"/>
        <source>未知</source>
        <translation>Unknown</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/stations.py"/>
        <source>缺测</source>
        <translation>Gap</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/stations.py"/>
        <source>已过时，不代表现在</source>
        <translation>Out of date; says nothing about now</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/stations.py"/>
        <source>数据时间 {0}</source>
        <translation>Data of {0}</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/stations.py"/>
        <source>{0} 分前</source>
        <translation>{0} min ago</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/stations.py"/>
        <source>{0} 时前</source>
        <translation>{0} h ago</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/stations.py"/>
        <source>{0} 天前</source>
        <translation>{0} d ago</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/stations.py"/>
        <source>限值 {0} {1}</source>
        <translation>Limit {0} {1}</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/stations.py"/>
        <source>{0}：{1}</source>
        <translation>{0}: {1}</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/stations.py"/>
        <source>{0}：{1} {2}</source>
        <translation>{0}: {1} {2}</translation>
    </message>
</context>
<context>
    <name>story</name>
    <message>
        <location filename="../../screens/desk/incident/story.py"/>
        <source>时间线</source>
        <translation>Timeline</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/story.py"/>
        <source>全部</source>
        <translation>All</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/story.py"/>
        <source>选中一行，在这里看全文</source>
        <translation>Choose a line to read it whole here</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/story.py"/>
        <source>表格…</source>
        <translation>Table …</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/story.py"/>
        <source>文本…</source>
        <translation>Text …</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/story.py"/>
        <source>导出</source>
        <translation>Export</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/story.py"/>
        <source>系统</source>
        <translation>System</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/story.py"/>
        <source>导出时间线</source>
        <translation>Export the timeline</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/story.py"/>
        <source>可打印文档…</source>
        <translation>PDF …</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/story.py"/>
        <source>事件时间线：{}</source>
        <translation>Timeline of the incident: {}</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/story.py"/>
        <source>时间</source>
        <translation>Time</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/story.py"/>
        <source>类别</source>
        <translation>Kind</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/story.py"/>
        <source>人员</source>
        <translation>Person</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/story.py"/>
        <source>内容</source>
        <translation>Alarm</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/story.py"/>
        <source>事件时间线-{:%Y%m%d-%H%M}</source>
        <translation>timeline-{:%Y%m%d-%H%M}</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/story.py"/>
        <source>表格 (*.csv)</source>
        <translation>Table (*.csv)</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/story.py"/>
        <source>文本 (*.txt)</source>
        <translation>Text (*.txt)</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/story.py"/>
        <source>自 {:%Y-%m-%d %H:%M:%S} 起</source>
        <translation>Since {:%Y-%m-%d %H:%M:%S}</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/story.py"/>
        <source>数据时间 {:%Y-%m-%d %H:%M:%S}</source>
        <translation>Data as of {:%Y-%m-%d %H:%M:%S}</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/story.py"/>
        <source>来源 {}</source>
        <translation>Source {}</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/story.py"/>
        <source>未知</source>
        <translation>unknown</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/story.py"/>
        <source>可打印文档 (*.pdf)</source>
        <translation>PDF (*.pdf)</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/story.py"/>
        <source>只含类别“{}”，{} / {} 条</source>
        <translation>Only of kind “{}”, {} of {} lines</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/story.py"/>
        <source>已导出 {}</source>
        <translation>Exported {}</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/story.py"/>
        <source>{} 条</source>
        <translation>{}</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/story.py"/>
        <source>时间线（{} 条）</source>
        <translation>Timeline ({})</translation>
    </message>
    <message>
        <location filename="../../screens/desk/incident/story.py"/>
        <source>未能写入 {}</source>
        <translation>{} could not be written</translation>
    </message>
</context>
<context>
    <name>terminals</name>
    <message>
        <location filename="../../console/models/duty/terminals.py"/>
        <source>平面绘制</source>
        <translation>Flat</translation>
    </message>
    <message>
        <location filename="../../console/models/duty/terminals.py"/>
        <source>三维绘制</source>
        <translation>3D</translation>
    </message>
    <message>
        <location filename="../../console/models/duty/terminals.py"/>
        <source>按设置</source>
        <translation>as set</translation>
    </message>
    <message>
        <location filename="../../console/models/duty/terminals.py"/>
        <source>没有图形加速</source>
        <translation>no graphics acceleration</translation>
    </message>
    <message>
        <location filename="../../console/models/duty/terminals.py"/>
        <source>未安装网页组件</source>
        <translation>web engine not installed</translation>
    </message>
    <message>
        <location filename="../../console/models/duty/terminals.py"/>
        <source>网页沙箱不可用</source>
        <translation>web sandbox not available</translation>
    </message>
    <message>
        <location filename="../../console/models/duty/terminals.py"/>
        <source>程序启动时未准备网页组件</source>
        <translation>web engine was not prepared at start</translation>
    </message>
    <message>
        <location filename="../../console/models/duty/terminals.py"/>
        <source>有图形加速</source>
        <translation>graphics acceleration</translation>
    </message>
    <message>
        <location filename="../../console/models/duty/terminals.py"/>
        <source>网页地图一再退出</source>
        <translation>the web map kept dying</translation>
    </message>
    <message>
        <location filename="../../console/models/duty/terminals.py"/>
        <source>{0} 起运行</source>
        <translation>running since {0}</translation>
    </message>
    <message>
        <location filename="../../console/models/duty/terminals.py"/>
        <source>{0} 起无响应</source>
        <translation>hangs since {0}</translation>
    </message>
    <message>
        <location filename="../../console/models/duty/terminals.py"/>
        <source>{0} 起已退出</source>
        <translation>gone since {0}</translation>
    </message>
    <message>
        <location filename="../../console/models/duty/terminals.py"/>
        <source>1 h 内 {0} 次，最近 {1}</source>
        <translation>{0} within 1 h, last {1}</translation>
    </message>
    <message>
        <location filename="../../console/models/duty/terminals.py"/>
        <source>大屏</source>
        <translation>Wall</translation>
    </message>
    <message>
        <location filename="../../console/models/duty/terminals.py"/>
        <source>值班台</source>
        <translation>Desk</translation>
    </message>
    <message>
        <location filename="../../console/models/duty/terminals.py"/>
        <source>未知</source>
        <translation>unknown</translation>
    </message>
    <message>
        <location filename="../../console/models/duty/terminals.py"/>
        <source>已正常退出</source>
        <translation>signed off</translation>
    </message>
    <message>
        <location filename="../../console/models/duty/terminals.py"/>
        <source>正常</source>
        <translation>well</translation>
    </message>
    <message>
        <location filename="../../console/models/duty/terminals.py"/>
        <source>没有窗口</source>
        <translation>no window</translation>
    </message>
    <message>
        <location filename="../../console/models/duty/terminals.py"/>
        <source>链路中断</source>
        <translation>link down</translation>
    </message>
    <message>
        <location filename="../../console/models/duty/terminals.py"/>
        <source>反复退出</source>
        <translation>ends again and again</translation>
    </message>
    <message>
        <location filename="../../console/models/duty/terminals.py"/>
        <source>绘制降级</source>
        <translation>painter fell back</translation>
    </message>
    <message>
        <location filename="../../console/models/duty/terminals.py"/>
        <source>设置有误</source>
        <translation>wrong settings</translation>
    </message>
    <message>
        <location filename="../../console/models/duty/terminals.py"/>
        <source>时钟不准</source>
        <translation>wrong clock</translation>
    </message>
    <message>
        <location filename="../../console/models/duty/terminals.py"/>
        <source>{0}，{1} 前</source>
        <translation>{0}, {1} ago</translation>
    </message>
    <message>
        <location filename="../../console/models/duty/terminals.py"/>
        <source>最后收到</source>
        <translation>Last heard</translation>
    </message>
    <message>
        <location filename="../../console/models/duty/terminals.py"/>
        <source>计算机</source>
        <translation>Computer</translation>
    </message>
    <message>
        <location filename="../../console/models/duty/terminals.py"/>
        <source>版本</source>
        <translation>Version</translation>
    </message>
    <message>
        <location filename="../../console/models/duty/terminals.py"/>
        <source>接入进程</source>
        <translation>Feed</translation>
    </message>
    <message>
        <location filename="../../console/models/duty/terminals.py"/>
        <source>时钟差</source>
        <translation>Clock off by</translation>
    </message>
    <message>
        <location filename="../../console/models/duty/terminals.py"/>
        <source>{0} 未收到</source>
        <translation>not heard for {0}</translation>
    </message>
    <message>
        <location filename="../../console/models/duty/terminals.py"/>
        <source>{0}无响应 {1}</source>
        <translation>{0} hangs for {1}</translation>
    </message>
    <message>
        <location filename="../../console/models/duty/terminals.py"/>
        <source>{0}已退出 {1}</source>
        <translation>{0} gone for {1}</translation>
    </message>
    <message>
        <location filename="../../console/models/duty/terminals.py"/>
        <source>{0} s 内</source>
        <translation>within {0} s</translation>
    </message>
    <message>
        <location filename="../../console/models/duty/terminals.py"/>
        <source>放不下的窗格</source>
        <translation>Panes without room</translation>
    </message>
    <message>
        <location filename="../../console/models/duty/terminals.py"/>
        <source>地图</source>
        <translation>Maps</translation>
    </message>
    <message>
        <location filename="../../console/models/duty/terminals.py"/>
        <source>设置有误，沿用原来的</source>
        <translation>Wrong settings, the old ones stay</translation>
    </message>
    <message>
        <location filename="../../console/models/duty/terminals.py"/>
        <source>缺 {0} 屏</source>
        <translation>{0} outputs missing</translation>
    </message>
    <message>
        <location filename="../../console/models/duty/terminals.py"/>
        <source>{0} 起</source>
        <translation>since {0}</translation>
    </message>
    <message>
        <location filename="../../console/models/duty/terminals.py"/>
        <source>{0} 起中断</source>
        <translation>down since {0}</translation>
    </message>
    <message>
        <location filename="../../console/models/duty/terminals.py"/>
        <source>意外退出</source>
        <translation>ended without a word</translation>
    </message>
    <message>
        <location filename="../../console/models/duty/terminals.py"/>
        <source>没有显示器，{0} 起</source>
        <translation>no monitor since {0}</translation>
    </message>
    <message>
        <location filename="../../console/models/duty/terminals.py"/>
        <source>未知，{0} 时：{1}</source>
        <translation>unknown; at {0}: {1}</translation>
    </message>
    <message>
        <location filename="../../console/models/duty/terminals.py"/>
        <source>链路 {0}</source>
        <translation>Link {0}</translation>
    </message>
    <message>
        <location filename="../../console/models/duty/terminals.py"/>
        <source>屏 {0}</source>
        <translation>Output {0}</translation>
    </message>
    <message>
        <location filename="../../console/models/duty/terminals.py"/>
        <source>降级为{0}</source>
        <translation>fell back to {0}</translation>
    </message>
</context>
<context>
    <name>terminals_pane</name>
    <message>
        <location filename="../../screens/desk/duty/terminals_pane.py"/>
        <source>大厅终端</source>
        <translation>Hall's terminals</translation>
    </message>
    <message>
        <location filename="../../screens/desk/duty/terminals_pane.py"/>
        <source>最后收到 {0}</source>
        <translation>Last heard {0}</translation>
    </message>
    <message>
        <location filename="../../screens/desk/duty/terminals_pane.py"/>
        <source>关闭 Esc</source>
        <translation>Close Esc</translation>
    </message>
    <message>
        <location filename="../../screens/desk/duty/terminals_pane.py"/>
        <source>已不再列出</source>
        <translation>No longer listed</translation>
    </message>
    <message>
        <location filename="../../screens/desk/duty/terminals_pane.py"/>
        <source>异常 {0}</source>
        <translation>{0} need a look</translation>
    </message>
</context>
<context>
    <name>tiles</name>
    <message>
        <location filename="../../console/models/figures/tiles.py"/>
        <source>全科大网格</source>
        <translation>Grid governance</translation>
    </message>
    <message>
        <location filename="../../console/models/figures/tiles.py"/>
        <source>件 今日</source>
        <translation>today</translation>
    </message>
    <message>
        <location filename="../../console/models/figures/tiles.py"/>
        <source>应急指挥</source>
        <translation>Emergency</translation>
    </message>
    <message>
        <location filename="../../console/models/figures/tiles.py"/>
        <source>起 在办</source>
        <translation>open</translation>
    </message>
    <message>
        <location filename="../../console/models/figures/tiles.py"/>
        <source>智慧环保</source>
        <translation>Environment</translation>
    </message>
    <message>
        <location filename="../../console/models/figures/tiles.py"/>
        <source>重点车辆</source>
        <translation>Key vehicles</translation>
    </message>
    <message>
        <location filename="../../console/models/figures/tiles.py"/>
        <source>辆 在线</source>
        <translation>on line</translation>
    </message>
    <message>
        <location filename="../../console/models/figures/tiles.py"/>
        <source>数字城管</source>
        <translation>City mgmt</translation>
    </message>
    <message>
        <location filename="../../console/models/figures/tiles.py"/>
        <source>件 在办</source>
        <translation>open</translation>
    </message>
    <message>
        <location filename="../../console/models/figures/tiles.py"/>
        <source>今日办结</source>
        <translation>closed</translation>
    </message>
    <message>
        <location filename="../../console/models/figures/tiles.py"/>
        <source>在办</source>
        <translation>open</translation>
    </message>
    <message>
        <location filename="../../console/models/figures/tiles.py"/>
        <source>超时</source>
        <translation>overdue</translation>
    </message>
    <message>
        <location filename="../../console/models/figures/tiles.py"/>
        <source>最高</source>
        <translation>highest</translation>
    </message>
    <message>
        <location filename="../../console/models/figures/tiles.py"/>
        <source>生效预警</source>
        <translation>warnings</translation>
    </message>
    <message>
        <location filename="../../console/models/figures/tiles.py"/>
        <source>首要</source>
        <translation>primary</translation>
    </message>
    <message>
        <location filename="../../console/models/figures/tiles.py"/>
        <source>参评</source>
        <translation>from</translation>
    </message>
    <message>
        <location filename="../../console/models/figures/tiles.py"/>
        <source>上线率</source>
        <translation>on-line</translation>
    </message>
    <message>
        <location filename="../../console/models/figures/tiles.py"/>
        <source>未确认报警</source>
        <translation>unack.</translation>
    </message>
    <message>
        <location filename="../../console/models/figures/tiles.py"/>
        <source>今日按期结案</source>
        <translation>in time today</translation>
    </message>
    <message>
        <location filename="../../console/models/figures/tiles.py"/>
        <source>返工</source>
        <translation>rework</translation>
    </message>
    <message>
        <location filename="../../console/models/figures/tiles.py"/>
        <source>{} 条</source>
        <translation>{}</translation>
    </message>
    <message>
        <location filename="../../console/models/figures/tiles.py"/>
        <source>{} 站</source>
        <translation>{} stations</translation>
    </message>
    <message>
        <location filename="../../console/models/figures/tiles.py"/>
        <source>{} 级</source>
        <translation>Grade {}</translation>
    </message>
</context>
<context>
    <name>track</name>
    <message>
        <location filename="../../console/models/city_map/layers/track.py"/>
        <source>车辆轨迹</source>
        <translation>Vehicle track</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/track.py"/>
        <source>点选车辆后显示其轨迹</source>
        <translation>Click a vehicle to see its track</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/track.py"/>
        <source>缓存中没有它的轨迹</source>
        <translation>The cache holds no track of it</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/track.py"/>
        <source>正在查找轨迹…</source>
        <translation>Looking for the track…</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/track.py"/>
        <source>起</source>
        <translation>A</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/track.py"/>
        <source>止</source>
        <translation>B</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/track.py"/>
        <source>{0}，查找中…</source>
        <translation>{0}, still looking…</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/track.py"/>
        <source>{0}（缓存中自 {1} 起）</source>
        <translation>{0} (in the cache since {1})</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/track.py"/>
        <source>超过一天的轨迹：每分钟一个位置</source>
        <translation>Track of more than a day: a place a minute</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/track.py"/>
        <source>没有定位，路线未知</source>
        <translation>No fix: its way is unknown</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/layers/track.py"/>
        <source>虚线：超过 {0} s 没有定位，路线未知</source>
        <translation>Dashed: no fix for more than {0} s, way unknown</translation>
    </message>
</context>
<context>
    <name>trend_catalogue</name>
    <message>
        <location filename="../../screens/trend_catalogue.py"/>
        <source>PM2.5 · 全市</source>
        <translation>PM2.5 · city</translation>
    </message>
    <message>
        <location filename="../../screens/trend_catalogue.py"/>
        <source>24 h 均值限值</source>
        <translation>limit of 24 h means</translation>
    </message>
    <message>
        <location filename="../../screens/trend_catalogue.py"/>
        <source>新增事件 · 每小时</source>
        <translation>New · hourly</translation>
    </message>
    <message>
        <location filename="../../screens/trend_catalogue.py"/>
        <source>件</source>
        <translation>events</translation>
    </message>
    <message>
        <location filename="../../screens/trend_catalogue.py"/>
        <source>办结 · 每小时</source>
        <translation>Closed · hourly</translation>
    </message>
    <message>
        <location filename="../../screens/trend_catalogue.py"/>
        <source>告警发生 · 每小时</source>
        <translation>Alarms/h</translation>
    </message>
    <message>
        <location filename="../../screens/trend_catalogue.py"/>
        <source>条</source>
        <translation>alarms</translation>
    </message>
    <message>
        <location filename="../../screens/trend_catalogue.py"/>
        <source>主动安全报警 · 每小时</source>
        <translation>Active safety · hourly</translation>
    </message>
    <message>
        <location filename="../../screens/trend_catalogue.py"/>
        <source>网格事件</source>
        <translation>Grid events</translation>
    </message>
    <message>
        <location filename="../../screens/trend_catalogue.py"/>
        <source>城管案件</source>
        <translation>City cases</translation>
    </message>
    <message>
        <location filename="../../screens/trend_catalogue.py"/>
        <source>网格办结</source>
        <translation>Grid closed</translation>
    </message>
    <message>
        <location filename="../../screens/trend_catalogue.py"/>
        <source>城管结案</source>
        <translation>City closed</translation>
    </message>
    <message>
        <location filename="../../screens/trend_catalogue.py"/>
        <source>全部</source>
        <translation>All</translation>
    </message>
    <message>
        <location filename="../../screens/trend_catalogue.py"/>
        <source>环保</source>
        <translation>Environment</translation>
    </message>
    <message>
        <location filename="../../screens/trend_catalogue.py"/>
        <source>交通</source>
        <translation>Traffic</translation>
    </message>
    <message>
        <location filename="../../screens/trend_catalogue.py"/>
        <source>主动安全报警</source>
        <translation>Active safety</translation>
    </message>
    <message>
        <location filename="../../screens/trend_catalogue.py"/>
        <source>排污口 COD</source>
        <translation>Outfall COD</translation>
    </message>
    <message>
        <location filename="../../screens/trend_catalogue.py"/>
        <source>工地扬尘 PM10</source>
        <translation>Site dust PM10</translation>
    </message>
    <message>
        <location filename="../../screens/trend_catalogue.py"/>
        <source>断面氨氮</source>
        <translation>Ammonia at river sections</translation>
    </message>
    <message>
        <location filename="../../screens/trend_catalogue.py"/>
        <source>水位</source>
        <translation>Water level</translation>
    </message>
    <message>
        <location filename="../../screens/trend_catalogue.py"/>
        <source>PM2.5 · {} 站</source>
        <translation>PM2.5 · {} stations</translation>
    </message>
</context>
<context>
    <name>trends</name>
    <message>
        <location filename="../../console/models/figures/trends.py"/>
        <source>上时 {} {}</source>
        <translation>last h {} {}</translation>
    </message>
    <message>
        <location filename="../../console/models/figures/trends.py"/>
        <source>小时均值</source>
        <translation>1 h mean</translation>
    </message>
    <message>
        <location filename="../../console/models/figures/trends.py"/>
        <source>最高站</source>
        <translation>highest station</translation>
    </message>
    <message>
        <location filename="../../console/models/figures/trends.py"/>
        <source>24 h 均值</source>
        <translation>24 h mean</translation>
    </message>
    <message>
        <location filename="../../console/models/figures/trends.py"/>
        <source>小时均值 {:.0f} {}</source>
        <translation>1 h mean {:.0f} {}</translation>
    </message>
    <message>
        <location filename="../../console/models/figures/trends.py"/>
        <source>没有曲线 {}</source>
        <translation>no series {}</translation>
    </message>
    <message>
        <location filename="../../console/models/figures/trends.py"/>
        <source>限值</source>
        <translation>limit</translation>
    </message>
</context>
<context>
    <name>under_list</name>
    <message>
        <location filename="../../screens/desk/city_map/under_list.py"/>
        <source>办理（Enter）</source>
        <translation>Work on it (Enter)</translation>
    </message>
</context>
<context>
    <name>unsaved</name>
    <message>
        <location filename="../../screens/desk/unsaved.py"/>
        <source>放弃所写</source>
        <translation>Discard</translation>
    </message>
    <message>
        <location filename="../../screens/desk/unsaved.py"/>
        <source>所写的还没有保存。再按一次 Esc 或点“放弃所写”才会丢掉；要保存请点左边的按钮。</source>
        <translation>What you wrote is not saved. Press Esc again or “Discard” to throw it away; the button at the left saves it.</translation>
    </message>
</context>
<context>
    <name>vehicles</name>
    <message>
        <location filename="../../console/models/city_map/vehicles.py"/>
        <source>未知车辆</source>
        <translation>unknown vehicle</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/vehicles.py"/>
        <source>位置未知</source>
        <translation>place unknown</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/vehicles.py"/>
        <source>{:%H:%M:%S} 定位</source>
        <translation>fix at {:%H:%M:%S}</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/vehicles.py"/>
        <source>{:%m-%d %H:%M:%S} 定位</source>
        <translation>fix at {:%m-%d %H:%M:%S}</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/vehicles.py"/>
        <source>车辆 {}</source>
        <translation>Vehicles {}</translation>
    </message>
</context>
<context>
    <name>wall_own_layers</name>
    <message>
        <location filename="../../screens/wall_own_layers.py"/>
        <source>图层“{0}”：{1}</source>
        <translation>Layer “{0}”: {1}</translation>
    </message>
</context>
<context>
    <name>web_page</name>
    <message>
        <location filename="../../screens/desk/web_page.py"/>
        <source>打开 {}</source>
        <translation>Open {}</translation>
    </message>
</context>
<context>
    <name>webpane</name>
    <message>
        <location filename="../../widgets/webpane/pane.py"/>
        <source>重新载入</source>
        <translation>Reload</translation>
    </message>
    <message>
        <location filename="../../widgets/webpane/pane.py"/>
        <source>用系统浏览器打开</source>
        <translation>Open in system browser</translation>
    </message>
    <message>
        <location filename="../../widgets/webpane/pane.py"/>
        <source>数据以该系统为准</source>
        <translation>Data is that system's own</translation>
    </message>
    <message>
        <location filename="../../widgets/webpane/pane.py"/>
        <source>不能在此显示</source>
        <translation>Cannot be shown here</translation>
    </message>
    <message>
        <location filename="../../widgets/webpane/pane.py"/>
        <source>重试</source>
        <translation>Try again</translation>
    </message>
    <message>
        <location filename="../../widgets/webpane/pane.py"/>
        <source>已阻止 {} 项</source>
        <translation>Blocked: {}</translation>
    </message>
    <message>
        <location filename="../../widgets/webpane/pane.py"/>
        <source>单点登录不可用：{}</source>
        <translation>Sign-on not available: {}</translation>
    </message>
    <message>
        <location filename="../../widgets/webpane/words.py"/>
        <source>未显示</source>
        <translation>Not shown</translation>
    </message>
    <message>
        <location filename="../../widgets/webpane/words.py"/>
        <source>载入中</source>
        <translation>Loading</translation>
    </message>
    <message>
        <location filename="../../widgets/webpane/words.py"/>
        <source>在线</source>
        <translation>On line</translation>
    </message>
    <message>
        <location filename="../../widgets/webpane/words.py"/>
        <source>无响应</source>
        <translation>No answer</translation>
    </message>
    <message>
        <location filename="../../widgets/webpane/words.py"/>
        <source>离线</source>
        <translation>Off line</translation>
    </message>
    <message>
        <location filename="../../widgets/webpane/words.py"/>
        <source>证书错误</source>
        <translation>Certificate error</translation>
    </message>
    <message>
        <location filename="../../widgets/webpane/words.py"/>
        <source>已阻止</source>
        <translation>Blocked</translation>
    </message>
    <message>
        <location filename="../../widgets/webpane/words.py"/>
        <source>页面退出</source>
        <translation>Page ended</translation>
    </message>
    <message>
        <location filename="../../widgets/webpane/words.py"/>
        <source>已停止</source>
        <translation>Stopped</translation>
    </message>
    <message>
        <location filename="../../widgets/webpane/words.py"/>
        <source>页面有响应 · {0}</source>
        <translation>Page answers · {0}</translation>
    </message>
    <message>
        <location filename="../../widgets/webpane/words.py"/>
        <source>页面无响应 {0}</source>
        <translation>Page silent for {0}</translation>
    </message>
    <message>
        <location filename="../../widgets/webpane/words.py"/>
        <source>离线 {0} · 画面停在断开之前</source>
        <translation>Off line for {0} · picture from before</translation>
    </message>
    <message>
        <location filename="../../widgets/webpane/words.py"/>
        <source>等待应用响应</source>
        <translation>Waiting for the application</translation>
    </message>
    <message>
        <location filename="../../widgets/webpane/words.py"/>
        <source>页面没有响应，稍后将重新载入</source>
        <translation>The page does not answer and will be loaded again</translation>
    </message>
    <message>
        <location filename="../../widgets/webpane/words.py"/>
        <source>连不上该应用，正在自动重试</source>
        <translation>The application cannot be reached; trying again</translation>
    </message>
    <message>
        <location filename="../../widgets/webpane/words.py"/>
        <source>证书未通过检查，没有显示任何内容；请联系该系统的技术保障</source>
        <translation>The certificate was refused and nothing is shown; tell the system's support</translation>
    </message>
    <message>
        <location filename="../../widgets/webpane/words.py"/>
        <source>如确需访问，请在设置中加入该来源</source>
        <translation>If it is needed, add this origin to the settings</translation>
    </message>
    <message>
        <location filename="../../widgets/webpane/words.py"/>
        <source>页面进程退出，正在重新载入</source>
        <translation>The page's process ended; loading again</translation>
    </message>
    <message>
        <location filename="../../widgets/webpane/words.py"/>
        <source>一分钟内三次退出或无响应，已停止载入</source>
        <translation>Ended or silent three times within a minute; loading stopped</translation>
    </message>
    <message>
        <location filename="../../widgets/webpane/words.py"/>
        <source>十分钟后自动再试一次</source>
        <translation>It is tried once more in ten minutes</translation>
    </message>
    <message>
        <location filename="../../widgets/webpane/words.py"/>
        <source>页面要跳转到 {}，不在允许的来源中</source>
        <translation>The page wants to go to {}, which is not an allowed origin</translation>
    </message>
</context>
<context>
    <name>window</name>
    <message>
        <location filename="../../console/app/windows/wall_windows.py"/>
        <source>大屏设置有误，沿用原来的</source>
        <translation>The wall's settings are wrong: the old ones stay</translation>
    </message>
    <message>
        <location filename="../../console/app/windows/wall_windows.py"/>
        <source>缺屏，{0} 个窗格未显示</source>
        <translation>monitor missing: {0} panes not shown</translation>
    </message>
    <message>
        <location filename="../../console/app/windows/window.py"/>
        <source>指挥台</source>
        <translation>CommandWall</translation>
    </message>
</context>
<context>
    <name>wms_dialog</name>
    <message>
        <location filename="../../screens/desk/city_map/wms_dialog.py"/>
        <source>“{0}”：图层 {1} 个，勾选要看的。</source>
        <translation>“{0}”: {1} layers; tick those to show.</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/wms_dialog.py"/>
        <source>勾选的图层没有共同的、本系统能显示的坐标系，请分别添加。</source>
        <translation>The ticked layers share no reference system that can be shown here; add them one by one.</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/wms_dialog.py"/>
        <source>添加 WMS</source>
        <translation>Add a WMS</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/wms_dialog.py"/>
        <source>服务中的图层名，多个用逗号隔开</source>
        <translation>Layers as the service names them, with commas between</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/wms_dialog.py"/>
        <source>读取服务</source>
        <translation>Read service</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/wms_dialog.py"/>
        <source>服务中的图层</source>
        <translation>Layers of the service</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/wms_dialog.py"/>
        <source>日期不详</source>
        <translation>Date unknown</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/wms_dialog.py"/>
        <source>地址</source>
        <translation>Address</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/wms_dialog.py"/>
        <source>图层</source>
        <translation>Layers</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/wms_dialog.py"/>
        <source>坐标系</source>
        <translation>Reference system</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/wms_dialog.py"/>
        <source>名称</source>
        <translation>Name</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/wms_dialog.py"/>
        <source>数据日期</source>
        <translation>Date of the data</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/wms_dialog.py"/>
        <source>数据来源</source>
        <translation>Source</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/wms_dialog.py"/>
        <source>添加 Ctrl+回车</source>
        <translation>Add Ctrl+Enter</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/wms_dialog.py"/>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/wms_dialog.py"/>
        <source>正在读取服务的说明…</source>
        <translation>Reading what the service offers…</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/wms_dialog.py"/>
        <source>请写明地址。</source>
        <translation>Give the address.</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/wms_dialog.py"/>
        <source>请写明地址、图层和名称。</source>
        <translation>Please give address, layers and a name.</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/wms_dialog.py"/>
        <source>可用的主机：{0}</source>
        <translation>Hosts that may be asked: {0}</translation>
    </message>
    <message>
        <location filename="../../screens/desk/city_map/wms_dialog.py"/>
        <source>没有能显示的坐标系：{0}</source>
        <translation>No reference system that can be shown: {0}</translation>
    </message>
</context>
<context>
    <name>wms_offer</name>
    <message>
        <location filename="../../console/models/city_map/wms_offer.py"/>
        <source>Web 墨卡托（EPSG:3857）</source>
        <translation>Web Mercator (EPSG:3857)</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/wms_offer.py"/>
        <source>Web 墨卡托（EPSG:900913）</source>
        <translation>Web Mercator (EPSG:900913)</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/wms_offer.py"/>
        <source>Web 墨卡托（EPSG:102100）</source>
        <translation>Web Mercator (EPSG:102100)</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/wms_offer.py"/>
        <source>Web 墨卡托（EPSG:3785）</source>
        <translation>Web Mercator (EPSG:3785)</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/wms_offer.py"/>
        <source>WGS-84 经纬度（CRS:84）</source>
        <translation>WGS-84 degrees (CRS:84)</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/wms_offer.py"/>
        <source>WGS-84 经纬度（EPSG:4326）</source>
        <translation>WGS-84 degrees (EPSG:4326)</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/wms_offer.py"/>
        <source>CGCS2000 经纬度（EPSG:4490），与 WGS-84 视为一致</source>
        <translation>CGCS2000 degrees (EPSG:4490), taken as WGS-84</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/wms_offer.py"/>
        <source>该服务的主机不在设置的 map.wms_hosts 中，请联系技术保障</source>
        <translation>The host of this service is not in map.wms_hosts of the settings; ask the technical staff</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/wms_offer.py"/>
        <source>服务连不上</source>
        <translation>The service cannot be reached</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/wms_offer.py"/>
        <source>服务需要登录，或不允许本机访问</source>
        <translation>The service needs a login, or does not let this computer in</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/wms_offer.py"/>
        <source>这个地址不是 WMS 服务</source>
        <translation>There is no WMS at this address</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/wms_offer.py"/>
        <source>服务拒绝了请求</source>
        <translation>The service refused</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/wms_offer.py"/>
        <source>服务的说明文件不安全，未读取</source>
        <translation>What the service says of itself is not safe to read</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/wms_offer.py"/>
        <source>服务没有可用的图层</source>
        <translation>The service has no layer to show</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/wms_offer.py"/>
        <source>服务没有本系统能显示的坐标系（需要 Web 墨卡托、WGS-84 或 CGCS2000 经纬度）</source>
        <translation>The service has no reference system that can be shown here (Web Mercator, WGS-84 or CGCS2000 degrees)</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/wms_offer.py"/>
        <source>服务不提供 PNG 图片</source>
        <translation>The service offers no PNG pictures</translation>
    </message>
    <message>
        <location filename="../../console/models/city_map/wms_offer.py"/>
        <source>底图进程没有回答，请稍后再试</source>
        <translation>The tiles process did not answer, try again in a moment</translation>
    </message>
</context>
<context>
    <name>words</name>
    <message>
        <location filename="../../widgets/words.py"/>
        <source>{0} 天</source>
        <translation>{0} d</translation>
    </message>
    <message>
        <location filename="../../widgets/words.py"/>
        <source>{0} 天 {1} h</source>
        <translation>{0} d {1} h</translation>
    </message>
    <message>
        <location filename="../../widgets/words.py"/>
        <source>{0} 亿</source>
        <translation>{0}</translation>
    </message>
    <message>
        <location filename="../../widgets/words.py"/>
        <source>{0} 万</source>
        <translation>{0}</translation>
    </message>
</context>
</TS>
